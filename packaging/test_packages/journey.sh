# What happens between the two containers; part of packaging/test_packages.sh.
# shellcheck shell=sh disable=SC2154,SC2034

identifier=MartinCl2019@he-ferrer.eu
address=claire@mailbox.example.net
old='Bonjour-2017' new='Tram-Flagey-81!' beyond='Été-Straße-يوم-7'

visit() { in_station station.sh visit "$@"; }
typed() { printf '%s\n' "$@"; }

enrol() {
    say "enrolment: the code and the fingerprint on the screen are those of the backend's list"
    mkdir -p "$out/pictures"
    rm -f "$out"/pictures/*.png
    shown=$(visit enrolling)
    listed=$(in_backend backend.sh waiting)
    [ "$shown" = "$listed" ] || fail "the screen has '$shown', the backend '$listed'"
    in_backend backend.sh approve "${listed%% *}"
    typed "$old" | in_backend backend.sh account "$identifier" "$address"
    visit in_service
}

reset_by_touch() {
    say "a whole reset by touch, on the keys of the screen, in cage"
    typed "$identifier" "$address" | visit ask_for_code
    code=$(in_backend backend.sh code)
    typed "$code" "$new" | visit set_password
    pictures
}

proof() {
    say "the new password is in force and the old one is not"
    typed "$identifier" "$old" | visit refused
    typed "$identifier" "$new" | visit accepted
    in_backend backend.sh proven station_attended write_done
    proof_of_privacy
}

# At the backend the directory has identifier and address, so there only what it wrote to the journal may not have them.
proof_of_privacy() {
    set -- "$identifier" "$address" "$code" "${code%????} ${code#????}" "$old" "$new" "$beyond"
    typed "$@" | in_station station.sh kept_nothing_typed
    typed "$@" | in_backend backend.sh kept_nothing_typed
}

change_beyond_ascii() {
    say "a change of password in headless sway, with letters beyond ASCII"
    compositor=sway
    typed "$identifier" "$new" "$beyond" | visit change
    typed "$identifier" "$beyond" | visit accepted
    compositor=cage
    pictures
}

still_in_service() {
    say "after both went forward and back, and the backend was put back from its copy, the same station asks the same backend"
    in_station station.sh prepare_window
    visit in_service
    typed "$identifier" "$new" | visit refused
    pictures
}
