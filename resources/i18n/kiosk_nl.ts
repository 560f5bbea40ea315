<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl" sourcelanguage="en">
<context>
    <name>Accepted</name>
    <message>
        <source>Signed in</source>
        <translation>U bent aangemeld</translation>
    </message>
    <message>
        <source>Your password works</source>
        <translation>Uw wachtwoord werkt</translation>
    </message>
    <message>
        <source>You can leave now, or choose a new password.</source>
        <translation>U kunt stoppen of een nieuw wachtwoord kiezen.</translation>
    </message>
    <message>
        <source>Choose a new password</source>
        <translation>Een nieuw wachtwoord kiezen</translation>
    </message>
</context>
<context>
    <name>AcceptedView</name>
    <message>
        <source>You can sign in as {identifier}.</source>
        <translation>U kunt zich aanmelden als {identifier}.</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Type the code that your authenticator app shows now.</source>
        <translation>Typ de code die uw authenticator-app nu toont.</translation>
    </message>
    <message>
        <source>Code of the app</source>
        <translation>Code van de app</translation>
    </message>
    <message>
        <source>You don&apos;t have the app at hand? Choose another method, or ask staff.</source>
        <translation>App niet bij de hand? Kies een andere methode of vraag het personeel.</translation>
    </message>
    <message>
        <source>You don&apos;t have the app at hand? Ask staff.</source>
        <translation>App niet bij de hand? Vraag het personeel.</translation>
    </message>
    <message>
        <source>Choose a method again: too many codes were wrong.</source>
        <translation>Kies opnieuw een methode: te veel codes waren fout.</translation>
    </message>
    <message>
        <source>Choose a method again: the time for the code is over.</source>
        <translation>Kies opnieuw een methode: de tijd voor de code is om.</translation>
    </message>
    <message>
        <source>Type the code that your app shows.</source>
        <translation>Typ de code die uw app toont.</translation>
    </message>
    <message>
        <source>Wait for the next code of your app: this one is wrong, or was used.</source>
        <translation>Wacht op de volgende code: deze is fout of al gebruikt.</translation>
    </message>
</context>
<context>
    <name>AskStaff</name>
    <message>
        <source>Contact your administrator</source>
        <translation>Uw beheerder contacteren</translation>
    </message>
    <message>
        <source>Show or say this code to staff:</source>
        <translation>Toon of zeg deze code aan het personeel:</translation>
    </message>
    <message>
        <source>Or ask staff to come here and scan it.</source>
        <translation>Of vraag het personeel om het hier te komen scannen.</translation>
    </message>
    <message>
        <source>User ID:</source>
        <translation>Gebruikers-ID:</translation>
    </message>
    <message>
        <source>User ID</source>
        <translation>Gebruikers-ID</translation>
    </message>
    <message>
        <source>If you do not know it, go to staff as you are: they can find you by name.</source>
        <translation>Kent u die niet? Het personeel kan u op naam vinden.</translation>
    </message>
    <message>
        <source>Number that staff gave you (3 digits):</source>
        <translation>Nummer van het personeel (3 cijfers):</translation>
    </message>
    <message>
        <source>Number from staff</source>
        <translation>Nummer van het personeel</translation>
    </message>
    <message>
        <source>Staff may type it here for you.</source>
        <translation>Het personeel mag het hier voor u typen.</translation>
    </message>
</context>
<context>
    <name>AskStaffView</name>
    <message>
        <source>Type your user ID, then show your student card at the desk.</source>
        <translation>Typ uw gebruikers-ID en toon dan uw studentenkaart aan de balie.</translation>
    </message>
    <message>
        <source>Your request is being prepared…</source>
        <translation>Uw aanvraag wordt voorbereid…</translation>
    </message>
    <message>
        <source>Take your student card to the desk and give this code. Then come back here.</source>
        <translation>Ga met uw studentenkaart naar de balie en geef deze code. Kom daarna hier terug.</translation>
    </message>
    <message>
        <source>Staff have approved. Type the number they gave you.</source>
        <translation>Het personeel heeft het goedgekeurd. Typ het nummer dat u kreeg.</translation>
    </message>
    <message>
        <source>You can ask again, or go to the desk.</source>
        <translation>U kunt opnieuw vragen of naar de balie gaan.</translation>
    </message>
    <message>
        <source>The desk was told by e-mail: come back with your card and reference {reference}.</source>
        <translation>De balie is per e-mail verwittigd: kom terug met uw kaart en referentie {reference}.</translation>
    </message>
    <message>
        <source>QR code of this request, for staff</source>
        <translation>QR-code van deze aanvraag, voor het personeel</translation>
    </message>
    <message>
        <source>A new code is on its way…</source>
        <translation>Een nieuwe code is onderweg…</translation>
    </message>
    <message>
        <source>New code in {time}</source>
        <translation>Nieuwe code over {time}</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Opnieuw vragen</translation>
    </message>
</context>
<context>
    <name>Attract</name>
    <message>
        <source>Welcome</source>
        <translation>Welkom</translation>
    </message>
    <message>
        <source>Forgotten password?
Locked account?</source>
        <translation>Wachtwoord vergeten?
Account vergrendeld?</translation>
    </message>
    <message>
        <source>Get back into your work or school account here, in a few minutes.</source>
        <translation>Krijg hier in enkele minuten weer toegang tot uw werk- of schoolaccount.</translation>
    </message>
</context>
<context>
    <name>AttractView</name>
    <message>
        <source>Start</source>
        <translation>Beginnen</translation>
    </message>
</context>
<context>
    <name>Bar</name>
    <message>
        <source>Back</source>
        <translation>Vorige</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Volgende</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Voltooien</translation>
    </message>
    <message>
        <source>Reference {reference}</source>
        <translation>Referentie {reference}</translation>
    </message>
    <message>
        <source>Verification step {number}</source>
        <translation>Verificatiestap {number}</translation>
    </message>
</context>
<context>
    <name>BottomBar</name>
    <message>
        <source>Ask staff</source>
        <translation>Vraag het personeel</translation>
    </message>
    <message>
        <source>{desk}, open until {time}</source>
        <translation>{desk}, open tot {time}</translation>
    </message>
    <message>
        <source>{desk}, opens {time}</source>
        <translation>{desk}, opent {time}</translation>
    </message>
    <message>
        <source>open until {time}</source>
        <translation>open tot {time}</translation>
    </message>
    <message>
        <source>opens {time}</source>
        <translation>opent {time}</translation>
    </message>
</context>
<context>
    <name>Calling</name>
    <message>
        <source>We are calling you</source>
        <translation>Wij bellen u</translation>
    </message>
    <message>
        <source>Answer, listen, then press this digit on your phone.</source>
        <translation>Neem op, luister en druk dan dit cijfer op uw telefoon.</translation>
    </message>
    <message>
        <source>The call says where it comes from and nothing about you. Press 9 if you did not ask for it.</source>
        <translation>De oproep zegt waar hij vandaan komt en niets over u. Druk op 9 als u hem niet hebt gevraagd.</translation>
    </message>
    <message>
        <source>Give me a code instead</source>
        <translation>Geef mij liever een code</translation>
    </message>
    <message>
        <source>Choose another method</source>
        <translation>Een andere methode kiezen</translation>
    </message>
</context>
<context>
    <name>CallingView</name>
    <message>
        <source>We are dialling {mask}…</source>
        <translation>Wij bellen {mask}…</translation>
    </message>
    <message>
        <source>Your phone {mask} is ringing.</source>
        <translation>Uw telefoon {mask} gaat over.</translation>
    </message>
    <message>
        <source>You have answered: press the digit.</source>
        <translation>U hebt opgenomen: druk op het cijfer.</translation>
    </message>
    <message>
        <source>The call did not get through.</source>
        <translation>De oproep is niet gelukt.</translation>
    </message>
    <message>
        <source>The call broke off: try again.</source>
        <translation>De oproep is onderbroken: probeer opnieuw.</translation>
    </message>
    <message>
        <source>The right digit was pressed.</source>
        <translation>U hebt op het juiste cijfer gedrukt.</translation>
    </message>
</context>
<context>
    <name>Challenge</name>
    <message>
        <source>Listen</source>
        <translation>Luisteren</translation>
    </message>
    <message>
        <source>Enter the characters in the picture or the digits in the audio.</source>
        <translation>Typ de tekens van de afbeelding of de cijfers van het geluid.</translation>
    </message>
    <message>
        <source>Listen again</source>
        <translation>Opnieuw luisteren</translation>
    </message>
    <message>
        <source>Listen to the six digits and type them.</source>
        <translation>Luister naar de zes cijfers en typ ze.</translation>
    </message>
    <message>
        <source>The voice is getting ready…</source>
        <translation>De stem wordt voorbereid…</translation>
    </message>
    <message>
        <source>The picture is getting ready…</source>
        <translation>De afbeelding wordt voorbereid…</translation>
    </message>
</context>
<context>
    <name>ChooseMethod</name>
    <message>
        <source>Choose how to be reached</source>
        <translation>Kies hoe wij u bereiken</translation>
    </message>
    <message>
        <source>Make your choice among these</source>
        <translation>Maak hier uw keuze</translation>
    </message>
    <message>
        <source>Continue on my phone</source>
        <translation>Verder op mijn telefoon</translation>
    </message>
    <message>
        <source>Your full number or address</source>
        <translation>Uw volledige nummer of adres</translation>
    </message>
    <message>
        <source>No way to reach you is registered. Staff can help you.</source>
        <translation>Wij hebben geen nummer of adres om u te bereiken. Het personeel kan u helpen.</translation>
    </message>
</context>
<context>
    <name>ChooseMethodView</name>
    <message>
        <source>Choose the contact method to use for verification:</source>
        <translation>Kies de contactmethode voor de verificatie:</translation>
    </message>
    <message>
        <source>Your e-mail address</source>
        <translation>Uw e-mailadres</translation>
    </message>
    <message>
        <source>Your mobile phone number</source>
        <translation>Uw gsm-nummer</translation>
    </message>
    <message>
        <source>Confirm that the e-mail is to be sent.</source>
        <translation>Bevestig dat de e-mail verstuurd mag worden.</translation>
    </message>
    <message>
        <source>Type your complete mobile phone number ({mask}), to protect your account. Then press “Send a text message” to get a code.</source>
        <translation>Typ uw volledige gsm-nummer ({mask}) om uw account te beschermen. Druk dan op “Een sms sturen” om een code te krijgen.</translation>
    </message>
    <message>
        <source>Type your complete mobile phone number ({mask}), to protect your account. Then press “Call me”.</source>
        <translation>Typ uw volledige gsm-nummer ({mask}) om uw account te beschermen. Druk dan op “Bel mij” om gebeld te worden.</translation>
    </message>
    <message>
        <source>Type your complete e-mail address ({mask}), to protect your account. Then press “Send an e-mail” to get a code.</source>
        <translation>Typ uw volledige e-mailadres ({mask}) om uw account te beschermen. Druk dan op “Een e-mail sturen” om een code te krijgen.</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>Choose another method or ask staff: this one can be used again in %n minute(s).</source>
        <translation>
            <numerusform>Kies een andere methode of vraag het personeel: deze kan opnieuw over %n minuut.</numerusform>
            <numerusform>Kies een andere methode of vraag het personeel: deze kan opnieuw over %n minuten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at least %n character(s)</source>
        <translation>
            <numerusform>minstens %n teken</numerusform>
            <numerusform>minstens %n tekens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %n character(s)</source>
        <translation>
            <numerusform>hoogstens %n teken</numerusform>
            <numerusform>hoogstens %n tekens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of these kinds: lower case, upper case, digit, special</source>
        <translation>
            <numerusform>%n van deze soorten: kleine letter, hoofdletter, cijfer, speciaal</numerusform>
            <numerusform>%n van deze soorten: kleine letter, hoofdletter, cijfer, speciaal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>New picture in %n second(s)…</source>
        <translation>
            <numerusform>Nieuwe afbeelding over %n seconde…</numerusform>
            <numerusform>Nieuwe afbeelding over %n seconden…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The clock of this station is wrong by %n second(s).</source>
        <translation>
            <numerusform>De klok van deze zuil staat %n seconde verkeerd.</numerusform>
            <numerusform>De klok van deze zuil staat %n seconden verkeerd.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) left</source>
        <translation>
            <numerusform>Nog %n poging</numerusform>
            <numerusform>Nog %n pogingen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Date</name>
    <message>
        <source>d MMMM yyyy</source>
        <translation>d MMMM yyyy</translation>
    </message>
</context>
<context>
    <name>Delivery</name>
    <message>
        <source>It is being sent.</source>
        <translation>Het bericht wordt verstuurd.</translation>
    </message>
    <message>
        <source>It is on its way.</source>
        <translation>Het bericht is onderweg.</translation>
    </message>
    <message>
        <source>It is in your mailbox.</source>
        <translation>Het bericht is in uw mailbox.</translation>
    </message>
    <message>
        <source>It has reached your phone.</source>
        <translation>Het bericht is op uw telefoon aangekomen.</translation>
    </message>
    <message>
        <source>It could not be delivered: choose another method.</source>
        <translation>Kies een andere methode: het bericht kon niet worden bezorgd.</translation>
    </message>
    <message>
        <source>The call broke off: try again.</source>
        <translation>De oproep is onderbroken: probeer opnieuw.</translation>
    </message>
    <message>
        <source>It has expired: try again.</source>
        <translation>Probeer opnieuw: het bericht is verlopen.</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Open until {time}</source>
        <translation>Open tot {time}</translation>
    </message>
    <message>
        <source>Opens {time}</source>
        <translation>Opent {time}</translation>
    </message>
</context>
<context>
    <name>Done</name>
    <message>
        <source>Done</source>
        <translation>Klaar</translation>
    </message>
    <message>
        <source>What to do next</source>
        <translation>Wat u nu doet</translation>
    </message>
    <message>
        <source>Try it now</source>
        <translation>Nu proberen</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>Contact toevoegen</translation>
    </message>
    <message>
        <source>I lost my phone</source>
        <translation>Telefoon kwijt</translation>
    </message>
</context>
<context>
    <name>DoneView</name>
    <message>
        <source>Your password is changed</source>
        <translation>Uw wachtwoord is gewijzigd</translation>
    </message>
    <message>
        <source>Your account is unlocked</source>
        <translation>Uw account is ontgrendeld</translation>
    </message>
    <message>
        <source>{identifier}, on {date} at {time}</source>
        <translation>{identifier}, {date} om {time}</translation>
    </message>
    <message>
        <source>From now on we can reach you at {contact}.</source>
        <translation>Voortaan kunnen wij u bereiken via {contact}.</translation>
    </message>
    <message>
        <source>Works now: {services}</source>
        <translation>Werkt nu al: {services}</translation>
    </message>
    <message numerus="yes">
        <source>Works in %n minute(s): {service}</source>
        <translation>
            <numerusform>Werkt over %n minuut: {service}</numerusform>
            <numerusform>Werkt over %n minuten: {service}</numerusform>
        </translation>
    </message>
    <message>
        <source>1.  Rejoin the Wi-Fi on each of your devices.</source>
        <translation>1.  Verbind uw toestellen opnieuw met de wifi.</translation>
    </message>
    <message>
        <source>2.  Sign in again in your mail apps.</source>
        <translation>2.  Meld u opnieuw aan in uw mailapps.</translation>
    </message>
    <message>
        <source>3.  Update the password saved in your browser.</source>
        <translation>3.  Pas het wachtwoord in uw browser aan.</translation>
    </message>
    <message>
        <source>3.  Correct an old password saved in your browser.</source>
        <translation>3.  Verbeter een oud wachtwoord in uw browser.</translation>
    </message>
    <message>
        <source>QR code of the sign-in page</source>
        <translation>QR-code van de aanmeldpagina</translation>
    </message>
    <message>
        <source>Sign-in page, for your phone</source>
        <translation>Aanmeldpagina, voor uw telefoon</translation>
    </message>
    <message>
        <source>QR code of this list</source>
        <translation>QR-code van deze lijst</translation>
    </message>
    <message>
        <source>This list, for your phone</source>
        <translation>Deze lijst, voor uw telefoon</translation>
    </message>
</context>
<context>
    <name>Enrol</name>
    <message>
        <source>Connect this station</source>
        <translation>Deze zuil verbinden</translation>
    </message>
    <message>
        <source>An operator approves this station on any device. Compare the code and the fingerprint there.</source>
        <translation>Een operator keurt deze zuil goed, op eender welk toestel. Vergelijk daar de code en de vingerafdruk.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Fingerprint of this station&apos;s key</source>
        <translation>Vingerafdruk van de sleutel van deze zuil</translation>
    </message>
</context>
<context>
    <name>EnrolView</name>
    <message>
        <source>Valid for {time}</source>
        <translation>Nog {time} geldig</translation>
    </message>
    <message>
        <source>QR code of the console, for operators</source>
        <translation>QR-code van de console, voor operatoren</translation>
    </message>
    <message>
        <source>The station is asking the service for a code…</source>
        <translation>De zuil vraagt een code aan de dienst…</translation>
    </message>
    <message>
        <source>Approved. The station is starting.</source>
        <translation>Goedgekeurd. De zuil start.</translation>
    </message>
    <message>
        <source>An operator refused this station.</source>
        <translation>Een operator heeft deze zuil geweigerd.</translation>
    </message>
    <message>
        <source>The code has expired; a new one is on its way.</source>
        <translation>De code is verlopen; een nieuwe is onderweg.</translation>
    </message>
</context>
<context>
    <name>EnterCode</name>
    <message>
        <source>Enter the code received by text message or e-mail</source>
        <translation>Typ de code uit de sms of e-mail</translation>
    </message>
    <message>
        <source>Enter the code</source>
        <translation>Typ de code</translation>
    </message>
    <message>
        <source>Choose the contact method to use for verification:</source>
        <translation>Kies de contactmethode voor de verificatie:</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Continue on my phone</source>
        <translation>Verder op mijn telefoon</translation>
    </message>
    <message>
        <source>Contact your administrator</source>
        <translation>Uw beheerder contacteren</translation>
    </message>
</context>
<context>
    <name>EnterCodeView</name>
    <message>
        <source>We have sent the same code again.</source>
        <translation>Wij hebben dezelfde code opnieuw gestuurd.</translation>
    </message>
    <message>
        <source>We have sent a verification text message to your phone.</source>
        <translation>Wij hebben een sms met een verificatiecode naar uw telefoon gestuurd.</translation>
    </message>
    <message>
        <source>We have sent a verification e-mail to your address.</source>
        <translation>Wij hebben een e-mail met een verificatiecode naar uw adres gestuurd.</translation>
    </message>
    <message>
        <source>We tell you a verification code by phone.</source>
        <translation>Wij zeggen u een verificatiecode per telefoon.</translation>
    </message>
    <message>
        <source>The code has expired.</source>
        <translation>De code is verlopen.</translation>
    </message>
    <message>
        <source>The code expires in {time}</source>
        <translation>De code verloopt over {time}</translation>
    </message>
</context>
<context>
    <name>Fault</name>
    <message>
        <source>The service cannot be reached at the moment.</source>
        <translation>De dienst is nu niet bereikbaar.</translation>
    </message>
    <message>
        <source>The service could not prove that it is the right one.</source>
        <translation>De dienst kon niet bewijzen dat hij de juiste is.</translation>
    </message>
    <message>
        <source>By the clock of this station the certificate of the service is not valid.</source>
        <translation>Volgens de klok van deze zuil is het certificaat van de dienst niet geldig.</translation>
    </message>
    <message>
        <source>This station has been withdrawn by its operators.</source>
        <translation>De operatoren hebben deze zuil buiten gebruik gesteld.</translation>
    </message>
    <message>
        <source>This station stands in a network it may not use.</source>
        <translation>Deze zuil staat in een netwerk dat zij niet mag gebruiken.</translation>
    </message>
    <message>
        <source>This station is not connected yet.</source>
        <translation>Deze zuil is nog niet verbonden.</translation>
    </message>
    <message>
        <source>An error occurred. Everything you typed was erased.</source>
        <translation>Er is een fout opgetreden. Alles wat u hebt getypt, is gewist.</translation>
    </message>
    <message>
        <source>The service gave an answer that makes no sense.</source>
        <translation>De dienst gaf een onbegrijpelijk antwoord.</translation>
    </message>
    <message>
        <source>There is no keyring for the key of this station.</source>
        <translation>Er is geen sleutelbos voor de sleutel van deze zuil.</translation>
    </message>
    <message>
        <source>The keyring with the key of this station is locked.</source>
        <translation>De sleutelbos met de sleutel van deze zuil is vergrendeld.</translation>
    </message>
    <message>
        <source>The keyring did not answer in time.</source>
        <translation>De sleutelbos antwoordde niet op tijd.</translation>
    </message>
    <message>
        <source>The settings of this station cannot be used.</source>
        <translation>De instellingen van deze zuil zijn onbruikbaar.</translation>
    </message>
    <message>
        <source>The certificate authority of the service is missing.</source>
        <translation>De certificeringsinstantie van de dienst ontbreekt.</translation>
    </message>
    <message>
        <source>This station cannot keep its files on the disk.</source>
        <translation>Deze zuil kan haar bestanden niet op de schijf bewaren.</translation>
    </message>
</context>
<context>
    <name>Greeting</name>
    <message>
        <source>Touch here to begin</source>
        <translation>Raak hier aan om te beginnen</translation>
    </message>
</context>
<context>
    <name>Handoff</name>
    <message>
        <source>Continue on your phone</source>
        <translation>Verder op uw telefoon</translation>
    </message>
    <message>
        <source>Your phone shows two digits. Are they these?</source>
        <translation>Uw telefoon toont twee cijfers. Zijn het deze?</translation>
    </message>
    <message>
        <source>No, they differ</source>
        <translation>Nee, andere cijfers</translation>
    </message>
    <message>
        <source>Yes, the same</source>
        <translation>Ja, dezelfde</translation>
    </message>
    <message>
        <source>No internet on your phone?</source>
        <translation>Geen internet op uw telefoon?</translation>
    </message>
    <message>
        <source>Show the link again</source>
        <translation>De link opnieuw tonen</translation>
    </message>
</context>
<context>
    <name>HandoffView</name>
    <message>
        <source>The link is being made…</source>
        <translation>De link wordt gemaakt…</translation>
    </message>
    <message>
        <source>Scan this code with your phone&apos;s camera, then tap “Continue on this phone”.</source>
        <translation>Scan deze code met de camera van uw telefoon. Tik dan op “Verder op deze telefoon”.</translation>
    </message>
    <message>
        <source>Scan this code to join the guest network, then come back to the link.</source>
        <translation>Scan deze code voor het gastnetwerk en kom dan terug naar de link.</translation>
    </message>
    <message>
        <source>You can make a new link, or go back and continue here.</source>
        <translation>U kunt een nieuwe link maken, of teruggaan en hier verdergaan.</translation>
    </message>
    <message>
        <source>This page follows. Stay here until the phone says it is done.</source>
        <translation>Deze pagina volgt mee. Blijf hier tot de telefoon zegt dat het klaar is.</translation>
    </message>
    <message>
        <source>Only one phone can take it, and you confirm here that it is yours.</source>
        <translation>Slechts één telefoon kan de link gebruiken. U bevestigt hier dat het de uwe is.</translation>
    </message>
    <message>
        <source>QR code of the link for your phone</source>
        <translation>QR-code van de link voor uw telefoon</translation>
    </message>
    <message>
        <source>Network: {name}</source>
        <translation>Netwerk: {name}</translation>
    </message>
    <message>
        <source>Password: {password}</source>
        <translation>Wachtwoord: {password}</translation>
    </message>
    <message>
        <source>No password</source>
        <translation>Geen wachtwoord</translation>
    </message>
    <message>
        <source>QR code of the guest network</source>
        <translation>QR-code van het gastnetwerk</translation>
    </message>
    <message>
        <source>The link works for {time} more.</source>
        <translation>De link werkt nog {time}.</translation>
    </message>
    <message>
        <source>Your phone is choosing how to be reached.</source>
        <translation>Uw telefoon kiest hoe wij u bereiken.</translation>
    </message>
    <message>
        <source>Your phone is waiting for the code.</source>
        <translation>Uw telefoon wacht op de code.</translation>
    </message>
    <message>
        <source>Your phone is choosing the new password.</source>
        <translation>Uw telefoon kiest het nieuwe wachtwoord.</translation>
    </message>
    <message>
        <source>Your phone continues.</source>
        <translation>Uw telefoon gaat verder.</translation>
    </message>
    <message>
        <source>Continue here</source>
        <translation>Hier verdergaan</translation>
    </message>
    <message>
        <source>New link</source>
        <translation>Nieuwe link</translation>
    </message>
</context>
<context>
    <name>Identifier</name>
    <message>
        <source>Example: {example}</source>
        <translation>Voorbeeld: {example}</translation>
    </message>
    <message>
        <source>Example: {example}, not {wrong}</source>
        <translation>Voorbeeld: {example}, niet {wrong}</translation>
    </message>
    <message>
        <source>Your family name, the first two letters of your given name and the year.</source>
        <translation>Uw familienaam, de eerste twee letters van uw voornaam en het jaar.</translation>
    </message>
</context>
<context>
    <name>Identify</name>
    <message>
        <source>Who are you?</source>
        <translation>Wie bent u?</translation>
    </message>
    <message>
        <source>Card read</source>
        <translation>Kaart gelezen</translation>
    </message>
    <message>
        <source>It takes the place of your user ID. It does not prove who you are.</source>
        <translation>De kaart vervangt uw gebruikers-ID. Zij bewijst niet wie u bent.</translation>
    </message>
    <message>
        <source>Type my ID instead</source>
        <translation>Liever mijn ID typen</translation>
    </message>
    <message>
        <source>User ID:</source>
        <translation>Gebruikers-ID:</translation>
    </message>
    <message>
        <source>User ID</source>
        <translation>Gebruikers-ID</translation>
    </message>
    <message>
        <source>Picture with characters to type</source>
        <translation>Afbeelding met tekens om te typen</translation>
    </message>
    <message>
        <source>Listen to six digits</source>
        <translation>Naar zes cijfers luisteren</translation>
    </message>
    <message>
        <source>Ask staff</source>
        <translation>Vraag het personeel</translation>
    </message>
    <message>
        <source>New picture</source>
        <translation>Nieuwe afbeelding</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Luisteren</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Trager</translation>
    </message>
    <message>
        <source>See a picture</source>
        <translation>Een afbeelding zien</translation>
    </message>
    <message>
        <source>This station has no voice at the moment. If you cannot read the picture, ask staff.</source>
        <translation>Deze zuil heeft nu geen stem. Kunt u de afbeelding niet lezen, vraag het personeel.</translation>
    </message>
    <message>
        <source>Characters of the picture or digits of the audio</source>
        <translation>Tekens van de afbeelding of cijfers van het geluid</translation>
    </message>
</context>
<context>
    <name>IdentifyView</name>
    <message>
        <source>To recover your account, enter the letters</source>
        <translation>Typ de letters om uw account terug te krijgen</translation>
    </message>
    <message>
        <source>To recover your account, begin by entering your user ID, then the letters</source>
        <translation>Typ uw gebruikers-ID en dan de letters om uw account terug te krijgen</translation>
    </message>
    <message>
        <source>To recover your account, begin by entering your user ID</source>
        <translation>Typ uw gebruikers-ID om uw account terug te krijgen</translation>
    </message>
</context>
<context>
    <name>IdleWarning</name>
    <message>
        <source>Are you still there?</source>
        <translation>Bent u er nog?</translation>
    </message>
    <message>
        <source>Without an answer, everything you typed is erased.</source>
        <translation>Zonder antwoord wordt alles gewist wat u hebt getypt.</translation>
    </message>
</context>
<context>
    <name>IdleWarningView</name>
    <message numerus="yes">
        <source>second(s)</source>
        <translation>
            <numerusform>seconde</numerusform>
            <numerusform>seconden</numerusform>
        </translation>
    </message>
    <message>
        <source>I need more time</source>
        <translation>Ik heb meer tijd nodig</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Capital letters</source>
        <translation>Hoofdletters</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Wissen</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>Volgend veld</translation>
    </message>
    <message>
        <source>Hide the keyboard</source>
        <translation>Toetsenbord verbergen</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>Symbolen</translation>
    </message>
    <message>
        <source>Accents</source>
        <translation>Accenten</translation>
    </message>
    <message>
        <source>Other layout</source>
        <translation>Andere indeling</translation>
    </message>
    <message>
        <source>Arabic or Latin letters</source>
        <translation>Arabische of Latijnse letters</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Spatie</translation>
    </message>
    <message>
        <source>Capital letters, locked</source>
        <translation>Hoofdletters, vergrendeld</translation>
    </message>
</context>
<context>
    <name>Limit</name>
    <message>
        <source>two minutes</source>
        <translation>twee minuten</translation>
    </message>
    <message>
        <source>one minute</source>
        <translation>één minuut</translation>
    </message>
    <message>
        <source>30 seconds</source>
        <translation>30 seconden</translation>
    </message>
    <message>
        <source>The code expires in {time}. Then you can ask for a new one.</source>
        <translation>De code vervalt over {time}. Daarna kunt u een nieuwe vragen.</translation>
    </message>
    <message>
        <source>Your time to answer ends in {time}. Then you can choose a method again.</source>
        <translation>Uw tijd om te antwoorden eindigt over {time}. Daarna kunt u opnieuw een methode kiezen.</translation>
    </message>
    <message>
        <source>Your request to staff ends in {time}. Then you can ask again.</source>
        <translation>Uw aanvraag bij het personeel eindigt over {time}. Daarna kunt u het opnieuw vragen.</translation>
    </message>
    <message>
        <source>The time of your phone ends in {time}. Then you can make a new link.</source>
        <translation>De tijd van uw telefoon eindigt over {time}. Daarna kunt u een nieuwe link maken.</translation>
    </message>
    <message>
        <source>Your time ends in {time}. Then you begin again with your user ID.</source>
        <translation>De voorziene tijd eindigt over {time}. Daarna begint u opnieuw met uw gebruikers-ID.</translation>
    </message>
</context>
<context>
    <name>List</name>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>Look</name>
    <message>
        <source>Colours</source>
        <translation>Kleuren</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Tekstgrootte</translation>
    </message>
    <message>
        <source>Buttons</source>
        <translation>Knoppen</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>Beweging</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>Voorlezen</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volume</translation>
    </message>
    <message>
        <source>One switch</source>
        <translation>Eén schakelaar</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Aan</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Uit</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Licht</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Donker</translation>
    </message>
    <message>
        <source>White on black</source>
        <translation>Wit op zwart</translation>
    </message>
    <message>
        <source>Black on white</source>
        <translation>Zwart op wit</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Overal</translation>
    </message>
    <message>
        <source>Low down</source>
        <translation>Laag</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Trager</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>Stil</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Gemiddeld</translation>
    </message>
    <message>
        <source>Loud</source>
        <translation>Luid</translation>
    </message>
    <message>
        <source>Loudest</source>
        <translation>Zeer luid</translation>
    </message>
</context>
<context>
    <name>LookPanel</name>
    <message>
        <source>Adapt the station to you</source>
        <translation>Pas de zuil aan u aan</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Taal</translation>
    </message>
</context>
<context>
    <name>LostPhone</name>
    <message>
        <source>A lost phone</source>
        <translation>Telefoon kwijt</translation>
    </message>
    <message>
        <source>Your phone is lost</source>
        <translation>Uw telefoon is kwijt</translation>
    </message>
    <message>
        <source>Temporary pass</source>
        <translation>Tijdelijke code</translation>
    </message>
    <message>
        <source>You cannot write it down? Staff can have your old phone removed instead.</source>
        <translation>Kunt u het niet opschrijven? Het personeel kan uw oude telefoon laten verwijderen.</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>Contact toevoegen</translation>
    </message>
</context>
<context>
    <name>LostPhoneView</name>
    <message>
        <source>Use this temporary pass once, where a sign-in asks for your phone.</source>
        <translation>Gebruik deze tijdelijke code één keer, waar een aanmelding om uw telefoon vraagt.</translation>
    </message>
    <message>
        <source>Tell the member of staff who helped you that your phone is lost.</source>
        <translation>Zeg aan het personeel dat uw telefoon kwijt is.</translation>
    </message>
    <message numerus="yes">
        <source>It works for %n minute(s). Write it down: nobody sees it again.</source>
        <translation>
            <numerusform>Hij werkt %n minuut. Schrijf hem op: niemand ziet hem opnieuw.</numerusform>
            <numerusform>Hij werkt %n minuten. Schrijf hem op: niemand ziet hem opnieuw.</numerusform>
        </translation>
    </message>
    <message>
        <source>Then register your new phone.</source>
        <translation>Registreer daarna uw nieuwe telefoon.</translation>
    </message>
    <message>
        <source>You have had as many passes as one visit allows.</source>
        <translation>U kreeg zoveel tijdelijke codes als één bezoek toelaat.</translation>
    </message>
    <message>
        <source>They have the old one removed from your sign-ins. Then register your new phone.</source>
        <translation>Zij laten de oude telefoon uit uw aanmeldingen verwijderen. Registreer daarna uw nieuwe telefoon.</translation>
    </message>
</context>
<context>
    <name>Maintenance</name>
    <message>
        <source>Station maintenance</source>
        <translation>Onderhoud van de zuil</translation>
    </message>
    <message>
        <source>For staff. Whoever was here before has been signed out.</source>
        <translation>Voor het personeel. Wie hier voordien was, is afgemeld.</translation>
    </message>
    <message>
        <source>One-time code from the console, to open more:</source>
        <translation>Eenmalige code uit de console, om meer te openen:</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Restart the station</source>
        <translation>De zuil herstarten</translation>
    </message>
    <message>
        <source>Leave kiosk mode</source>
        <translation>Kioskmodus verlaten</translation>
    </message>
</context>
<context>
    <name>MaintenanceView</name>
    <message>
        <source>Program</source>
        <translation>Programma</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Scherm</translation>
    </message>
    <message>
        <source>Touch and keyboard</source>
        <translation>Aanraking en toetsenbord</translation>
    </message>
    <message>
        <source>Free on disk</source>
        <translation>Vrij op de schijf</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Klok</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Starts</source>
        <translation>Starts</translation>
    </message>
    <message>
        <source>Type the code from the console.</source>
        <translation>Typ de code uit de console.</translation>
    </message>
    <message>
        <source>Make a new code in the console: that one is wrong, used, or too old.</source>
        <translation>Maak een nieuwe code in de console: deze is fout, gebruikt of te oud.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Openen</translation>
    </message>
</context>
<context>
    <name>Method</name>
    <message>
        <source>Send an e-mail to my alternate e-mail address</source>
        <translation>Een e-mail naar mijn tweede e-mailadres sturen</translation>
    </message>
    <message>
        <source>Send a text message to my mobile phone</source>
        <translation>Een sms naar mijn gsm sturen</translation>
    </message>
    <message>
        <source>Call my mobile phone</source>
        <translation>Naar mijn gsm bellen</translation>
    </message>
    <message>
        <source>Type the code of my authenticator app</source>
        <translation>De code van mijn authenticator-app typen</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Text message</source>
        <translation>Sms</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Oproep</translation>
    </message>
    <message>
        <source>App</source>
        <translation>App</translation>
    </message>
    <message>
        <source>Send an e-mail</source>
        <translation>Een e-mail sturen</translation>
    </message>
    <message>
        <source>Send a text message</source>
        <translation>Een sms sturen</translation>
    </message>
    <message>
        <source>Call me</source>
        <translation>Bel mij</translation>
    </message>
</context>
<context>
    <name>NewPassword</name>
    <message>
        <source>Choose a new password</source>
        <translation>Een nieuw wachtwoord kiezen</translation>
    </message>
    <message>
        <source>Enter your password twice</source>
        <translation>Typ uw wachtwoord twee keer</translation>
    </message>
    <message>
        <source>* Enter the new password:</source>
        <translation>* Typ het nieuwe wachtwoord:</translation>
    </message>
    <message>
        <source>* required</source>
        <translation>* verplicht</translation>
    </message>
    <message>
        <source>New password, required</source>
        <translation>Nieuw wachtwoord, verplicht</translation>
    </message>
    <message>
        <source>Show the passwords for five seconds</source>
        <translation>De wachtwoorden vijf seconden tonen</translation>
    </message>
    <message>
        <source>What the password must contain</source>
        <translation>Wat het wachtwoord moet bevatten</translation>
    </message>
    <message>
        <source>* Confirm the new password:</source>
        <translation>* Bevestig het nieuwe wachtwoord:</translation>
    </message>
    <message>
        <source>New password again, required</source>
        <translation>Nieuw wachtwoord, een tweede keer, verplicht</translation>
    </message>
    <message>
        <source>Strength of the password</source>
        <translation>Sterkte van het wachtwoord</translation>
    </message>
    <message>
        <source>Continue on my phone</source>
        <translation>Verder op mijn telefoon</translation>
    </message>
</context>
<context>
    <name>NewPasswordView</name>
    <message>
        <source>Several unrelated words make a strong password.</source>
        <translation>Meerdere losse woorden maken een sterk wachtwoord.</translation>
    </message>
    <message>
        <source>Strength: very good</source>
        <translation>Sterkte: zeer goed</translation>
    </message>
    <message>
        <source>Strength: good</source>
        <translation>Sterkte: goed</translation>
    </message>
    <message>
        <source>Strength: weak, as “{word}” is guessed early</source>
        <translation>Sterkte: zwak, “{word}” is snel te raden</translation>
    </message>
    <message>
        <source>Strength: weak, as a word in it is guessed early</source>
        <translation>Sterkte: zwak, een woord erin is snel te raden</translation>
    </message>
    <message>
        <source>Strength: weak, longer is better</source>
        <translation>Sterkte: zwak, langer is beter</translation>
    </message>
    <message>
        <source>Set the password</source>
        <translation>Wachtwoord wijzigen</translation>
    </message>
</context>
<context>
    <name>OutOfService</name>
    <message>
        <source>Out of service</source>
        <translation>Buiten dienst</translation>
    </message>
</context>
<context>
    <name>OutOfServiceView</name>
    <message>
        <source>The station is starting</source>
        <translation>De zuil start</translation>
    </message>
    <message>
        <source>This takes a few seconds.</source>
        <translation>Dit duurt enkele seconden.</translation>
    </message>
    <message>
        <source>An operator is needed</source>
        <translation>Er is een operator nodig</translation>
    </message>
    <message>
        <source>This station is out of service</source>
        <translation>Deze zuil is buiten dienst</translation>
    </message>
    <message>
        <source>Clock of this station: {time}</source>
        <translation>Klok van deze zuil: {time}</translation>
    </message>
    <message>
        <source>Trying again…</source>
        <translation>Nieuwe poging…</translation>
    </message>
    <message numerus="yes">
        <source>It tries again by itself in %n second(s).</source>
        <translation>
            <numerusform>Zij probeert vanzelf opnieuw over %n seconde.</numerusform>
            <numerusform>Zij probeert vanzelf opnieuw over %n seconden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Staff can still help: {desk}, {place}</source>
        <translation>Het personeel kan u helpen: {desk}, {place}</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>Please try again: the service did not answer.</source>
        <translation>Probeer opnieuw: de dienst heeft niet geantwoord.</translation>
    </message>
    <message>
        <source>We don&apos;t recognise this user ID or password. Be sure to type the password of your work or school account.</source>
        <translation>Wij herkennen deze gebruikers-ID of dit wachtwoord niet. Typ het wachtwoord van uw werk- of schoolaccount.</translation>
    </message>
    <message>
        <source>Press Next to get back into your account. Passwords cannot be tried at this station.</source>
        <translation>Druk op Volgende om uw account terug te krijgen. Deze zuil kan geen wachtwoorden proberen.</translation>
    </message>
    <message>
        <source>Type your user ID.</source>
        <translation>Typ uw gebruikers-ID.</translation>
    </message>
    <message>
        <source>Type your password.</source>
        <translation>Typ uw wachtwoord.</translation>
    </message>
    <message>
        <source>Type the characters of the picture, or listen to the digits.</source>
        <translation>Typ de tekens van de afbeelding of luister naar de cijfers.</translation>
    </message>
    <message>
        <source>Please start again here: the time for this reset has run out.</source>
        <translation>Begin hier opnieuw: de tijd voor dit herstel is om.</translation>
    </message>
    <message>
        <source>Try this new picture: the answer was not the right one.</source>
        <translation>Probeer deze nieuwe afbeelding: het antwoord was niet juist.</translation>
    </message>
    <message>
        <source>Listen to these new digits: the answer was not the right one.</source>
        <translation>Luister naar deze nieuwe cijfers: het antwoord was niet juist.</translation>
    </message>
    <message>
        <source>The first step is done. Choose a second method to finish the verification.</source>
        <translation>De eerste stap is klaar. Kies een tweede methode om de verificatie af te ronden.</translation>
    </message>
    <message>
        <source>Type the full number or address first.</source>
        <translation>Typ eerst het volledige nummer of adres.</translation>
    </message>
    <message>
        <source>Check what you typed: it is not the one registered. Nothing was sent.</source>
        <translation>Kijk na wat u hebt getypt: dit is niet geregistreerd. Er is niets verstuurd.</translation>
    </message>
    <message>
        <source>Check what you typed: it does not look complete. This was not counted as an attempt.</source>
        <translation>Kijk na wat u hebt getypt: het lijkt niet volledig. Dit telde niet als poging.</translation>
    </message>
    <message>
        <source>Choose another method: the message could not be delivered.</source>
        <translation>Kies een andere methode: het bericht kon niet worden bezorgd.</translation>
    </message>
    <message>
        <source>The call broke off, which was not your fault: try again.</source>
        <translation>De oproep is onderbroken, niet door u: probeer opnieuw.</translation>
    </message>
    <message>
        <source>Ask for a new code: that one was tried too many times.</source>
        <translation>Vraag een nieuwe code: deze is te vaak geprobeerd.</translation>
    </message>
    <message>
        <source>Ask for a new code: that one has expired.</source>
        <translation>Vraag een nieuwe code: deze is verlopen.</translation>
    </message>
    <message>
        <source>Type the characters too, or listen to the digits.</source>
        <translation>Typ ook de tekens of luister naar de cijfers.</translation>
    </message>
    <message>
        <source>Choose another method or ask staff: too many messages were sent this way.</source>
        <translation>Kies een andere methode of vraag het personeel: zo zijn te veel berichten verstuurd.</translation>
    </message>
    <message>
        <source>Type the code you received.</source>
        <translation>Typ de code die u kreeg.</translation>
    </message>
    <message>
        <source>Check the code and type it again: it is not the right one.</source>
        <translation>Kijk de code na en typ ze opnieuw: deze is niet juist.</translation>
    </message>
    <message>
        <source>Type the number that staff gave you.</source>
        <translation>Typ het nummer dat het personeel u gaf.</translation>
    </message>
    <message>
        <source>Ask staff for the number again: that is not it.</source>
        <translation>Vraag het personeel opnieuw naar het nummer: dit is het niet.</translation>
    </message>
    <message>
        <source>Staff did not approve the request. They can tell you why.</source>
        <translation>Het personeel heeft de aanvraag niet goedgekeurd. Het kan u zeggen waarom.</translation>
    </message>
    <message>
        <source>Ask again: the request has run out of time.</source>
        <translation>Vraag opnieuw: de aanvraag is verlopen.</translation>
    </message>
    <message>
        <source>Staff can help you now. The automatic way rests until tomorrow.</source>
        <translation>Het personeel kan u nu helpen. De automatische weg rust tot morgen.</translation>
    </message>
    <message>
        <source>Type a new password, twice.</source>
        <translation>Typ twee keer een nieuw wachtwoord.</translation>
    </message>
    <message>
        <source>Type the same password twice: the two differ.</source>
        <translation>Typ twee keer hetzelfde wachtwoord: de twee verschillen.</translation>
    </message>
    <message>
        <source>Choose another password: {reasons}.</source>
        <translation>Kies een ander wachtwoord: {reasons}.</translation>
    </message>
    <message>
        <source>Please try again in a moment: nothing was changed, the directory did not answer.</source>
        <translation>Probeer straks opnieuw: er is niets gewijzigd, het register antwoordde niet.</translation>
    </message>
    <message>
        <source>Choose a new password: the account could not be unlocked.</source>
        <translation>Kies een nieuw wachtwoord: de account kon niet worden ontgrendeld.</translation>
    </message>
    <message>
        <source>Make a new link: another phone had taken that one.</source>
        <translation>Maak een nieuwe link: een andere telefoon had deze genomen.</translation>
    </message>
    <message>
        <source>Make a new link: that one has run out, or was ended.</source>
        <translation>Maak een nieuwe link: deze is verlopen of beëindigd.</translation>
    </message>
    <message>
        <source>Type the number or the address.</source>
        <translation>Typ het nummer of het adres.</translation>
    </message>
    <message>
        <source>Choose another one: that number or address cannot be used here.</source>
        <translation>Kies een ander: dit nummer of adres kan hier niet worden gebruikt.</translation>
    </message>
</context>
<context>
    <name>RegisterContact</name>
    <message>
        <source>Register a way to be reached</source>
        <translation>Registreer hoe wij u bereiken</translation>
    </message>
    <message>
        <source>A mobile phone number</source>
        <translation>Een gsm-nummer</translation>
    </message>
    <message>
        <source>A personal e-mail address</source>
        <translation>Een persoonlijk e-mailadres</translation>
    </message>
    <message>
        <source>I lost my phone</source>
        <translation>Telefoon kwijt</translation>
    </message>
    <message>
        <source>Number or address</source>
        <translation>Nummer of adres</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Finish without the code</source>
        <translation>Afronden zonder de code</translation>
    </message>
</context>
<context>
    <name>RegisterContactView</name>
    <message>
        <source>We have sent a code to {contact}.</source>
        <translation>Wij hebben een code gestuurd naar {contact}.</translation>
    </message>
    <message>
        <source>Next time a code can reach you, and you will not need staff.</source>
        <translation>De volgende keer kunt u een code krijgen, zonder het personeel.</translation>
    </message>
    <message>
        <source>Your personal e-mail address</source>
        <translation>Uw persoonlijke e-mailadres</translation>
    </message>
    <message>
        <source>Your mobile phone number</source>
        <translation>Uw gsm-nummer</translation>
    </message>
    <message>
        <source>Not your address here: you could not read it when locked out.</source>
        <translation>Niet uw adres van hier: dat kunt u niet lezen zonder toegang.</translation>
    </message>
    <message>
        <source>Enter the code you received</source>
        <translation>Typ de code die u kreeg</translation>
    </message>
</context>
<context>
    <name>Remedy</name>
    <message>
        <source>Staff: if it lasts, check the network of this station.</source>
        <translation>Personeel: kijk het netwerk van deze zuil na als dit blijft duren.</translation>
    </message>
    <message>
        <source>Staff: tell the operators, who check the certificate of the service.</source>
        <translation>Personeel: verwittig de operatoren, zij kijken het certificaat van de dienst na.</translation>
    </message>
    <message>
        <source>Staff: tell the operators, who check the clock and the certificate of the service.</source>
        <translation>Personeel: verwittig de operatoren, zij kijken de klok en het certificaat van de dienst na.</translation>
    </message>
    <message>
        <source>Staff: tell the operators, who set the clock.</source>
        <translation>Personeel: verwittig de operatoren, zij zetten de klok juist.</translation>
    </message>
    <message>
        <source>Staff: tell the operators, who can connect the station again.</source>
        <translation>Personeel: verwittig de operatoren, zij kunnen de zuil opnieuw verbinden.</translation>
    </message>
    <message>
        <source>Staff: bring it back to its place, or tell the operators, who set its network.</source>
        <translation>Personeel: zet de zuil terug op haar plaats. Of verwittig de operatoren, die haar netwerk instellen.</translation>
    </message>
    <message>
        <source>Staff: tell the operators, who approve it at the backend.</source>
        <translation>Personeel: verwittig de operatoren, zij keuren de zuil goed op de server.</translation>
    </message>
    <message>
        <source>Staff: if it happens again, tell the operators the reference.</source>
        <translation>Personeel: geef de referentie aan de operatoren als dit nog eens gebeurt.</translation>
    </message>
    <message>
        <source>Staff: tell the operators the reference; station and service may differ in version.</source>
        <translation>Personeel: geef de referentie aan de operatoren. Zuil en dienst hebben misschien een andere versie.</translation>
    </message>
    <message>
        <source>Install the keyring, or start it.</source>
        <translation>Installeer de sleutelbos of start hem.</translation>
    </message>
    <message>
        <source>Unlock the keyring.</source>
        <translation>Ontgrendel de sleutelbos.</translation>
    </message>
    <message>
        <source>If it lasts, check the keyring and restart the station.</source>
        <translation>Kijk de sleutelbos na en herstart de zuil als dit blijft duren.</translation>
    </message>
    <message>
        <source>Correct the settings.</source>
        <translation>Verbeter de instellingen.</translation>
    </message>
    <message>
        <source>Put the certificate authority in place, or check the network.</source>
        <translation>Plaats de certificeringsinstantie of kijk het netwerk na.</translation>
    </message>
    <message>
        <source>Make room on the disk, or let the station write to its folder.</source>
        <translation>Maak plaats op de schijf of laat de zuil in haar map schrijven.</translation>
    </message>
</context>
<context>
    <name>Resend</name>
    <message>
        <source>Try again</source>
        <translation>Opnieuw proberen</translation>
    </message>
    <message>
        <source>Try again in {time}</source>
        <translation>Opnieuw over {time}</translation>
    </message>
</context>
<context>
    <name>Rule</name>
    <message>
        <source>the same password twice</source>
        <translation>twee keer hetzelfde wachtwoord</translation>
    </message>
    <message>
        <source>met</source>
        <translation>in orde</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>nog niet</translation>
    </message>
    <message>
        <source>a lower-case letter</source>
        <translation>een kleine letter</translation>
    </message>
    <message>
        <source>an upper-case letter</source>
        <translation>een hoofdletter</translation>
    </message>
    <message>
        <source>at least one digit</source>
        <translation>minstens één cijfer</translation>
    </message>
    <message>
        <source>a special character</source>
        <translation>een speciaal teken</translation>
    </message>
    <message>
        <source>without the characters that are not accepted: {characters}</source>
        <translation>zonder de tekens die niet zijn toegelaten: {characters}</translation>
    </message>
    <message>
        <source>space</source>
        <translation>spatie</translation>
    </message>
    <message>
        <source>it is too short</source>
        <translation>het is te kort</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>het is te lang</translation>
    </message>
    <message>
        <source>it lacks a lower-case letter</source>
        <translation>er ontbreekt een kleine letter</translation>
    </message>
    <message>
        <source>it lacks an upper-case letter</source>
        <translation>er ontbreekt een hoofdletter</translation>
    </message>
    <message>
        <source>it lacks a digit</source>
        <translation>er ontbreekt een cijfer</translation>
    </message>
    <message>
        <source>it lacks a special character</source>
        <translation>er ontbreekt een speciaal teken</translation>
    </message>
    <message>
        <source>it needs more kinds of characters</source>
        <translation>er zijn meer soorten tekens nodig</translation>
    </message>
    <message>
        <source>you have used it before</source>
        <translation>u hebt het al gebruikt</translation>
    </message>
    <message>
        <source>the last change was too short a time ago</source>
        <translation>de laatste wijziging is te kort geleden</translation>
    </message>
    <message>
        <source>the current password is no longer the right one</source>
        <translation>het huidige wachtwoord is niet meer juist</translation>
    </message>
    <message>
        <source>the directory does not accept it</source>
        <translation>het register aanvaardt het niet</translation>
    </message>
    <message>
        <source>the character {detail} is not accepted</source>
        <translation>het teken {detail} is niet toegelaten</translation>
    </message>
    <message>
        <source>“{detail}” is guessed at once</source>
        <translation>“{detail}” is meteen te raden</translation>
    </message>
    <message>
        <source>“{detail}” is a word of the college</source>
        <translation>“{detail}” is een woord van de school</translation>
    </message>
    <message>
        <source>“{detail}” is part of your name or user ID</source>
        <translation>“{detail}” zit in uw naam of gebruikers-ID</translation>
    </message>
    <message>
        <source>it contains a character that is not accepted</source>
        <translation>het bevat een teken dat niet is toegelaten</translation>
    </message>
    <message>
        <source>it is guessed at once</source>
        <translation>het is meteen te raden</translation>
    </message>
    <message>
        <source>it contains a word of the college</source>
        <translation>het bevat een woord van de school</translation>
    </message>
    <message>
        <source>it contains your name or user ID</source>
        <translation>het bevat uw naam of gebruikers-ID</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Sign in</source>
        <translation>Aanmelden</translation>
    </message>
    <message>
        <source>Work or school account</source>
        <translation>Werk- of schoolaccount</translation>
    </message>
    <message>
        <source>User ID:</source>
        <translation>Gebruikers-ID:</translation>
    </message>
    <message>
        <source>User ID</source>
        <translation>Gebruikers-ID</translation>
    </message>
    <message>
        <source>Password:</source>
        <translation>Wachtwoord:</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Wachtwoord</translation>
    </message>
    <message>
        <source>Show the password for five seconds</source>
        <translation>Het wachtwoord vijf seconden tonen</translation>
    </message>
    <message>
        <source>Keep me signed in</source>
        <translation>Aangemeld blijven</translation>
    </message>
    <message>
        <source>Always off on a shared station.</source>
        <translation>Altijd uit op een gedeelde zuil.</translation>
    </message>
    <message>
        <source>Can&apos;t access your account?</source>
        <translation>Geen toegang tot uw account?</translation>
    </message>
    <message>
        <source>Forgot your password?</source>
        <translation>Wachtwoord vergeten?</translation>
    </message>
</context>
<context>
    <name>SignInView</name>
    <message>
        <source>Sign in</source>
        <translation>Aanmelden</translation>
    </message>
</context>
<context>
    <name>Speech</name>
    <message>
        <source>not read aloud</source>
        <translation>niet voorgelezen</translation>
    </message>
    <message>
        <source>{place} of {number}</source>
        <translation>{place} van {number}</translation>
    </message>
    <message>
        <source>button</source>
        <translation>knop</translation>
    </message>
    <message>
        <source>choice</source>
        <translation>keuze</translation>
    </message>
    <message>
        <source>field</source>
        <translation>veld</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>gekozen</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>niet gekozen</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>niet beschikbaar</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leeg</translation>
    </message>
    <message>
        <source>Plug in a headset to hear the characters.</source>
        <translation>Sluit een hoofdtelefoon aan om de tekens te horen.</translation>
    </message>
    <message>
        <source>Show the password to hear its characters.</source>
        <translation>Toon het wachtwoord om de tekens te horen.</translation>
    </message>
    <message>
        <source>character</source>
        <translation>teken</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gewist</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>behouden</translation>
    </message>
    <message>
        <source>space</source>
        <translation>spatie</translation>
    </message>
    <message>
        <source>dot</source>
        <translation>punt</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>komma</translation>
    </message>
    <message>
        <source>hyphen</source>
        <translation>streepje</translation>
    </message>
    <message>
        <source>underscore</source>
        <translation>laag streepje</translation>
    </message>
    <message>
        <source>at sign</source>
        <translation>apenstaartje</translation>
    </message>
    <message>
        <source>exclamation mark</source>
        <translation>uitroepteken</translation>
    </message>
    <message>
        <source>question mark</source>
        <translation>vraagteken</translation>
    </message>
    <message>
        <source>apostrophe</source>
        <translation>apostrof</translation>
    </message>
    <message>
        <source>quotation mark</source>
        <translation>aanhalingsteken</translation>
    </message>
    <message>
        <source>colon</source>
        <translation>dubbelepunt</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>puntkomma</translation>
    </message>
    <message>
        <source>open bracket</source>
        <translation>haakje openen</translation>
    </message>
    <message>
        <source>close bracket</source>
        <translation>haakje sluiten</translation>
    </message>
    <message>
        <source>capital {letter}</source>
        <translation>hoofdletter {letter}</translation>
    </message>
    <message>
        <source>small letters</source>
        <translation>kleine letters</translation>
    </message>
    <message>
        <source>capital letters</source>
        <translation>hoofdletters</translation>
    </message>
    <message>
        <source>digits</source>
        <translation>cijfers</translation>
    </message>
    <message>
        <source>Volume {percent} per cent</source>
        <translation>Volume {percent} procent</translation>
    </message>
    <message>
        <source>Speech on. On the number pad, plus goes on, minus goes back, Enter chooses, slash repeats.</source>
        <translation>Voorlezen staat aan. Op het numerieke klavier gaat plus verder, min terug, Enter kiest, de schuine streep herhaalt.</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Trager</translation>
    </message>
    <message>
        <source>Speech off</source>
        <translation>Voorlezen staat uit</translation>
    </message>
    <message>
        <source>Speech is not available at this station: ask staff.</source>
        <translation>Voorlezen werkt niet aan deze zuil: vraag het personeel.</translation>
    </message>
    <message>
        <source>Speech is not available in this language.</source>
        <translation>Voorlezen kan niet in deze taal.</translation>
    </message>
    <message>
        <source>One level up</source>
        <translation>Eén niveau omhoog</translation>
    </message>
    <message>
        <source>From {first} to {last}</source>
        <translation>Van {first} tot {last}</translation>
    </message>
</context>
<context>
    <name>SpokenCounts</name>
    <message numerus="yes">
        <source>%n character(s)</source>
        <translation>
            <numerusform>%n teken</numerusform>
            <numerusform>%n tekens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>Nog %n seconde</numerusform>
            <numerusform>Nog %n seconden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Suggestion</name>
    <message>
        <source>Your user ID is {rewritten}, not {typed}.</source>
        <translation>Uw gebruikers-ID is {rewritten}, niet {typed}.</translation>
    </message>
    <message>
        <source>No, keep what I typed: {typed}</source>
        <translation>Nee, behouden wat ik typte: {typed}</translation>
    </message>
    <message>
        <source>Yes, use this ID</source>
        <translation>Ja, deze ID gebruiken</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>On-screen keyboard</source>
        <translation>Toetsenbord op het scherm</translation>
    </message>
    <message>
        <source>Adapt the station: colours, text size, voice</source>
        <translation>De zuil aanpassen: kleuren, tekstgrootte, stem</translation>
    </message>
</context>
<context>
    <name>Trail</name>
    <message>
        <source>verification step {number}</source>
        <translation>verificatiestap {number}</translation>
    </message>
    <message>
        <source>choose a new password</source>
        <translation>een nieuw wachtwoord kiezen</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>Connection interrupted. We are trying again…</source>
        <translation>Verbinding onderbroken. Wij proberen opnieuw…</translation>
    </message>
    <message>
        <source>Reference {reference}</source>
        <translation>Referentie {reference}</translation>
    </message>
</context>
<context>
    <name>UnlockOnly</name>
    <message>
        <source>Your account is locked</source>
        <translation>Uw account is vergrendeld</translation>
    </message>
    <message>
        <source>Do you still know your password? Keep it: we only unlock the account.</source>
        <translation>Kent u uw wachtwoord nog? Behoud het: wij ontgrendelen alleen de account.</translation>
    </message>
    <message>
        <source>Keep my password and unlock</source>
        <translation>Mijn wachtwoord behouden en ontgrendelen</translation>
    </message>
    <message>
        <source>Choose a new password</source>
        <translation>Een nieuw wachtwoord kiezen</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>One moment</source>
        <translation>Een ogenblik</translation>
    </message>
    <message>
        <source>One moment, please</source>
        <translation>Een ogenblik geduld</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Bezig</translation>
    </message>
</context>
<context>
    <name>WaitingView</name>
    <message>
        <source>We are preparing the message.</source>
        <translation>Wij bereiden het bericht voor.</translation>
    </message>
    <message>
        <source>We are checking what you typed.</source>
        <translation>Wij kijken na wat u hebt getypt.</translation>
    </message>
    <message>
        <source>We are setting your new password. Do not leave yet.</source>
        <translation>Wij stellen uw nieuwe wachtwoord in. Ga nog niet weg.</translation>
    </message>
    <message>
        <source>We are unlocking your account. Do not leave yet.</source>
        <translation>Wij ontgrendelen uw account. Ga nog niet weg.</translation>
    </message>
    <message>
        <source>We are telling staff.</source>
        <translation>Wij verwittigen het personeel.</translation>
    </message>
    <message>
        <source>We are looking for what is possible.</source>
        <translation>Wij zoeken wat mogelijk is.</translation>
    </message>
    <message>
        <source>We are waiting for an answer.</source>
        <translation>Wij wachten op een antwoord.</translation>
    </message>
    <message numerus="yes">
        <source>The station is very busy: this goes on in %n second(s).</source>
        <translation>
            <numerusform>Het is druk op deze zuil: u kunt verder over %n seconde.</numerusform>
            <numerusform>Het is druk op deze zuil: u kunt verder over %n seconden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WriteUnknown</name>
    <message>
        <source>Not certain</source>
        <translation>Niet zeker</translation>
    </message>
    <message>
        <source>We could not make sure</source>
        <translation>Wij zijn niet zeker</translation>
    </message>
    <message>
        <source>Your change was sent, but its confirmation did not arrive.</source>
        <translation>Uw wijziging is verstuurd, maar de bevestiging kwam niet aan.</translation>
    </message>
    <message>
        <source>Try to sign in with the new password. If it does not work, ask staff.</source>
        <translation>Probeer u aan te melden met het nieuwe wachtwoord. Lukt dat niet, vraag het personeel.</translation>
    </message>
</context>
<context>
    <name>WriteUnknownView</name>
    <message>
        <source>Try to sign in</source>
        <translation>Proberen aan te melden</translation>
    </message>
</context>
</TS>
