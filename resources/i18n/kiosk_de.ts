<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Accepted</name>
    <message>
        <source>Signed in</source>
        <translation>Anmeldung gelungen</translation>
    </message>
    <message>
        <source>Your password works</source>
        <translation>Ihr Passwort funktioniert</translation>
    </message>
    <message>
        <source>You can leave now, or choose a new password.</source>
        <translation>Sie können aufhören oder ein neues Passwort wählen.</translation>
    </message>
    <message>
        <source>Choose a new password</source>
        <translation>Neues Passwort wählen</translation>
    </message>
</context>
<context>
    <name>AcceptedView</name>
    <message>
        <source>You can sign in as {identifier}.</source>
        <translation>Sie können sich als {identifier} anmelden.</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Type the code that your authenticator app shows now.</source>
        <translation>Geben Sie den Code ein, den Ihre Authenticator-App jetzt zeigt.</translation>
    </message>
    <message>
        <source>Code of the app</source>
        <translation>Code der App</translation>
    </message>
    <message>
        <source>You don&apos;t have the app at hand? Choose another method, or ask staff.</source>
        <translation>App nicht zur Hand? Wählen Sie eine andere Methode oder fragen Sie das Personal.</translation>
    </message>
    <message>
        <source>You don&apos;t have the app at hand? Ask staff.</source>
        <translation>App nicht zur Hand? Fragen Sie das Personal.</translation>
    </message>
    <message>
        <source>Choose a method again: too many codes were wrong.</source>
        <translation>Wählen Sie die Methode neu: Zu viele Codes waren falsch.</translation>
    </message>
    <message>
        <source>Choose a method again: the time for the code is over.</source>
        <translation>Wählen Sie die Methode neu: Die Zeit für den Code ist um.</translation>
    </message>
    <message>
        <source>Type the code that your app shows.</source>
        <translation>Geben Sie den Code ein, den Ihre App zeigt.</translation>
    </message>
    <message>
        <source>Wait for the next code of your app: this one is wrong, or was used.</source>
        <translation>Warten Sie auf den nächsten Code: Dieser ist falsch oder benutzt.</translation>
    </message>
</context>
<context>
    <name>AskStaff</name>
    <message>
        <source>Contact your administrator</source>
        <translation>Ihren Administrator kontaktieren</translation>
    </message>
    <message>
        <source>Show or say this code to staff:</source>
        <translation>Code für das Personal:</translation>
    </message>
    <message>
        <source>Or ask staff to come here and scan it.</source>
        <translation>Oder bitten Sie das Personal, ihn hier zu scannen.</translation>
    </message>
    <message>
        <source>User ID:</source>
        <translation>Benutzer-ID:</translation>
    </message>
    <message>
        <source>User ID</source>
        <translation>Benutzer-ID</translation>
    </message>
    <message>
        <source>If you do not know it, go to staff as you are: they can find you by name.</source>
        <translation>Kennen Sie sie nicht? Das Personal findet Sie auch über Ihren Namen.</translation>
    </message>
    <message>
        <source>Number that staff gave you (3 digits):</source>
        <translation>Nummer vom Personal (3 Ziffern):</translation>
    </message>
    <message>
        <source>Number from staff</source>
        <translation>Nummer vom Personal</translation>
    </message>
    <message>
        <source>Staff may type it here for you.</source>
        <translation>Das Personal darf sie hier für Sie eingeben.</translation>
    </message>
</context>
<context>
    <name>AskStaffView</name>
    <message>
        <source>Type your user ID, then show your student card at the desk.</source>
        <translation>Geben Sie Ihre Benutzer-ID ein. Zeigen Sie dann Ihren Studierendenausweis am Schalter.</translation>
    </message>
    <message>
        <source>Your request is being prepared…</source>
        <translation>Ihre Anfrage wird vorbereitet…</translation>
    </message>
    <message>
        <source>Take your student card to the desk and give this code. Then come back here.</source>
        <translation>Gehen Sie mit Ihrem Studierendenausweis zum Schalter und nennen Sie diesen Code. Kommen Sie dann hierher zurück.</translation>
    </message>
    <message>
        <source>Staff have approved. Type the number they gave you.</source>
        <translation>Das Personal hat zugestimmt. Geben Sie die erhaltene Nummer ein.</translation>
    </message>
    <message>
        <source>You can ask again, or go to the desk.</source>
        <translation>Sie können noch einmal anfragen oder zum Schalter gehen.</translation>
    </message>
    <message>
        <source>The desk was told by e-mail: come back with your card and reference {reference}.</source>
        <translation>Der Schalter hat eine E-Mail: Kommen Sie mit Ausweis und Referenz {reference} wieder.</translation>
    </message>
    <message>
        <source>QR code of this request, for staff</source>
        <translation>QR-Code dieser Anfrage, für das Personal</translation>
    </message>
    <message>
        <source>A new code is on its way…</source>
        <translation>Ein neuer Code kommt…</translation>
    </message>
    <message>
        <source>New code in {time}</source>
        <translation>Neuer Code in {time}</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Erneut anfragen</translation>
    </message>
</context>
<context>
    <name>Attract</name>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Forgotten password?
Locked account?</source>
        <translation>Passwort vergessen?
Konto gesperrt?</translation>
    </message>
    <message>
        <source>Get back into your work or school account here, in a few minutes.</source>
        <translation>Hier bekommen Sie in wenigen Minuten wieder Zugang zu Ihrem Arbeits- oder Schulkonto.</translation>
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
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Reference {reference}</source>
        <translation>Referenz {reference}</translation>
    </message>
    <message>
        <source>Verification step {number}</source>
        <translation>Überprüfungsschritt {number}</translation>
    </message>
</context>
<context>
    <name>BottomBar</name>
    <message>
        <source>Ask staff</source>
        <translation>Personal fragen</translation>
    </message>
    <message>
        <source>{desk}, open until {time}</source>
        <translation>{desk}, offen bis {time}</translation>
    </message>
    <message>
        <source>{desk}, opens {time}</source>
        <translation>{desk}, öffnet {time}</translation>
    </message>
    <message>
        <source>open until {time}</source>
        <translation>offen bis {time}</translation>
    </message>
    <message>
        <source>opens {time}</source>
        <translation>öffnet {time}</translation>
    </message>
</context>
<context>
    <name>Calling</name>
    <message>
        <source>We are calling you</source>
        <translation>Wir rufen Sie an</translation>
    </message>
    <message>
        <source>Answer, listen, then press this digit on your phone.</source>
        <translation>Nehmen Sie ab, hören Sie zu und drücken Sie dann diese Ziffer auf Ihrem Handy.</translation>
    </message>
    <message>
        <source>The call says where it comes from and nothing about you. Press 9 if you did not ask for it.</source>
        <translation>Der Anruf sagt, woher er kommt, und nichts über Sie. Drücken Sie 9, wenn Sie ihn nicht verlangt haben.</translation>
    </message>
    <message>
        <source>Give me a code instead</source>
        <translation>Lieber einen Code</translation>
    </message>
    <message>
        <source>Choose another method</source>
        <translation>Andere Methode wählen</translation>
    </message>
</context>
<context>
    <name>CallingView</name>
    <message>
        <source>We are dialling {mask}…</source>
        <translation>Wir wählen {mask}…</translation>
    </message>
    <message>
        <source>Your phone {mask} is ringing.</source>
        <translation>Ihr Handy {mask} klingelt.</translation>
    </message>
    <message>
        <source>You have answered: press the digit.</source>
        <translation>Sie haben abgenommen: Drücken Sie die Ziffer.</translation>
    </message>
    <message>
        <source>The call did not get through.</source>
        <translation>Der Anruf kam nicht zustande.</translation>
    </message>
    <message>
        <source>The call broke off: try again.</source>
        <translation>Der Anruf brach ab: Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The right digit was pressed.</source>
        <translation>Sie haben die richtige Ziffer gedrückt.</translation>
    </message>
</context>
<context>
    <name>Challenge</name>
    <message>
        <source>Listen</source>
        <translation>Anhören</translation>
    </message>
    <message>
        <source>Enter the characters in the picture or the digits in the audio.</source>
        <translation>Geben Sie die Zeichen des Bildes oder die Ziffern der Ansage ein.</translation>
    </message>
    <message>
        <source>Listen again</source>
        <translation>Noch einmal anhören</translation>
    </message>
    <message>
        <source>Listen to the six digits and type them.</source>
        <translation>Hören Sie die sechs Ziffern und geben Sie sie ein.</translation>
    </message>
    <message>
        <source>The voice is getting ready…</source>
        <translation>Die Stimme wird vorbereitet…</translation>
    </message>
    <message>
        <source>The picture is getting ready…</source>
        <translation>Das Bild wird vorbereitet…</translation>
    </message>
</context>
<context>
    <name>ChooseMethod</name>
    <message>
        <source>Choose how to be reached</source>
        <translation>Wie erreichen wir Sie?</translation>
    </message>
    <message>
        <source>Make your choice among these</source>
        <translation>Wählen Sie hier aus</translation>
    </message>
    <message>
        <source>Continue on my phone</source>
        <translation>Weiter auf meinem Handy</translation>
    </message>
    <message>
        <source>Your full number or address</source>
        <translation>Ihre vollständige Nummer oder Adresse</translation>
    </message>
    <message>
        <source>No way to reach you is registered. Staff can help you.</source>
        <translation>Wir haben keine Nummer oder Adresse, um Sie zu erreichen. Das Personal kann Ihnen helfen.</translation>
    </message>
</context>
<context>
    <name>ChooseMethodView</name>
    <message>
        <source>Choose the contact method to use for verification:</source>
        <translation>Wählen Sie die Kontaktmethode für die Überprüfung:</translation>
    </message>
    <message>
        <source>Your e-mail address</source>
        <translation>Ihre E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Your mobile phone number</source>
        <translation>Ihre Handynummer</translation>
    </message>
    <message>
        <source>Confirm that the e-mail is to be sent.</source>
        <translation>Bestätigen Sie, dass die E-Mail gesendet werden soll.</translation>
    </message>
    <message>
        <source>Type your complete mobile phone number ({mask}), to protect your account. Then press “Send a text message” to get a code.</source>
        <translation>Geben Sie zum Schutz Ihres Kontos Ihre vollständige Handynummer ({mask}) ein. Drücken Sie dann „SMS senden“, um einen Code zu erhalten.</translation>
    </message>
    <message>
        <source>Type your complete mobile phone number ({mask}), to protect your account. Then press “Call me”.</source>
        <translation>Geben Sie zum Schutz Ihres Kontos Ihre vollständige Handynummer ({mask}) ein. Drücken Sie dann „Mich anrufen“.</translation>
    </message>
    <message>
        <source>Type your complete e-mail address ({mask}), to protect your account. Then press “Send an e-mail” to get a code.</source>
        <translation>Geben Sie zum Schutz Ihres Kontos Ihre vollständige E-Mail-Adresse ({mask}) ein. Drücken Sie dann „E-Mail senden“, um einen Code zu erhalten.</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>Choose another method or ask staff: this one can be used again in %n minute(s).</source>
        <translation>
            <numerusform>Wählen Sie eine andere Methode oder fragen Sie das Personal: Diese geht wieder in %n Minute.</numerusform>
            <numerusform>Wählen Sie eine andere Methode oder fragen Sie das Personal: Diese geht wieder in %n Minuten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at least %n character(s)</source>
        <translation>
            <numerusform>mindestens %n Zeichen</numerusform>
            <numerusform>mindestens %n Zeichen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %n character(s)</source>
        <translation>
            <numerusform>höchstens %n Zeichen</numerusform>
            <numerusform>höchstens %n Zeichen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of these kinds: lower case, upper case, digit, special</source>
        <translation>
            <numerusform>%n dieser Arten: Kleinbuchstabe, Großbuchstabe, Ziffer, Sonderzeichen</numerusform>
            <numerusform>%n dieser Arten: Kleinbuchstabe, Großbuchstabe, Ziffer, Sonderzeichen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>New picture in %n second(s)…</source>
        <translation>
            <numerusform>Neues Bild in %n Sekunde…</numerusform>
            <numerusform>Neues Bild in %n Sekunden…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The clock of this station is wrong by %n second(s).</source>
        <translation>
            <numerusform>Die Uhr dieser Station geht um %n Sekunde falsch.</numerusform>
            <numerusform>Die Uhr dieser Station geht um %n Sekunden falsch.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) left</source>
        <translation>
            <numerusform>Noch %n Versuch</numerusform>
            <numerusform>Noch %n Versuche</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Date</name>
    <message>
        <source>d MMMM yyyy</source>
        <translation>d. MMMM yyyy</translation>
    </message>
</context>
<context>
    <name>Delivery</name>
    <message>
        <source>It is being sent.</source>
        <translation>Die Nachricht wird gesendet.</translation>
    </message>
    <message>
        <source>It is on its way.</source>
        <translation>Die Nachricht ist unterwegs.</translation>
    </message>
    <message>
        <source>It is in your mailbox.</source>
        <translation>Die Nachricht ist in Ihrem Postfach.</translation>
    </message>
    <message>
        <source>It has reached your phone.</source>
        <translation>Die Nachricht ist auf Ihrem Handy angekommen.</translation>
    </message>
    <message>
        <source>It could not be delivered: choose another method.</source>
        <translation>Wählen Sie eine andere Methode: Die Nachricht kam nicht an.</translation>
    </message>
    <message>
        <source>The call broke off: try again.</source>
        <translation>Der Anruf brach ab: Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>It has expired: try again.</source>
        <translation>Versuchen Sie es noch einmal: Die Nachricht ist abgelaufen.</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Open until {time}</source>
        <translation>Offen bis {time}</translation>
    </message>
    <message>
        <source>Opens {time}</source>
        <translation>Öffnet {time}</translation>
    </message>
</context>
<context>
    <name>Done</name>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>What to do next</source>
        <translation>Was Sie jetzt tun</translation>
    </message>
    <message>
        <source>Try it now</source>
        <translation>Jetzt ausprobieren</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>Kontakt hinzufügen</translation>
    </message>
    <message>
        <source>I lost my phone</source>
        <translation>Handy verloren</translation>
    </message>
</context>
<context>
    <name>DoneView</name>
    <message>
        <source>Your password is changed</source>
        <translation>Ihr Passwort ist geändert</translation>
    </message>
    <message>
        <source>Your account is unlocked</source>
        <translation>Ihr Konto ist entsperrt</translation>
    </message>
    <message>
        <source>{identifier}, on {date} at {time}</source>
        <translation>{identifier}, {date} um {time}</translation>
    </message>
    <message>
        <source>From now on we can reach you at {contact}.</source>
        <translation>Ab jetzt erreichen wir Sie über {contact}.</translation>
    </message>
    <message>
        <source>Works now: {services}</source>
        <translation>Geht ab sofort: {services}</translation>
    </message>
    <message numerus="yes">
        <source>Works in %n minute(s): {service}</source>
        <translation>
            <numerusform>Geht in %n Minute: {service}</numerusform>
            <numerusform>Geht in %n Minuten: {service}</numerusform>
        </translation>
    </message>
    <message>
        <source>1.  Rejoin the Wi-Fi on each of your devices.</source>
        <translation>1.  Verbinden Sie Ihre Geräte neu mit dem WLAN.</translation>
    </message>
    <message>
        <source>2.  Sign in again in your mail apps.</source>
        <translation>2.  Melden Sie sich in Ihren Mail-Apps neu an.</translation>
    </message>
    <message>
        <source>3.  Update the password saved in your browser.</source>
        <translation>3.  Ändern Sie das Passwort in Ihrem Browser.</translation>
    </message>
    <message>
        <source>3.  Correct an old password saved in your browser.</source>
        <translation>3.  Berichtigen Sie alte Passwörter in Ihrem Browser.</translation>
    </message>
    <message>
        <source>QR code of the sign-in page</source>
        <translation>QR-Code der Anmeldeseite</translation>
    </message>
    <message>
        <source>Sign-in page, for your phone</source>
        <translation>Anmeldeseite, für Ihr Handy</translation>
    </message>
    <message>
        <source>QR code of this list</source>
        <translation>QR-Code dieser Liste</translation>
    </message>
    <message>
        <source>This list, for your phone</source>
        <translation>Diese Liste, für Ihr Handy</translation>
    </message>
</context>
<context>
    <name>Enrol</name>
    <message>
        <source>Connect this station</source>
        <translation>Diese Station verbinden</translation>
    </message>
    <message>
        <source>An operator approves this station on any device. Compare the code and the fingerprint there.</source>
        <translation>Betreiber genehmigen diese Station. Vergleichen Sie mit ihnen Code und Fingerabdruck.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Fingerprint of this station&apos;s key</source>
        <translation>Fingerabdruck des Schlüssels dieser Station</translation>
    </message>
</context>
<context>
    <name>EnrolView</name>
    <message>
        <source>Valid for {time}</source>
        <translation>Noch {time} gültig</translation>
    </message>
    <message>
        <source>QR code of the console, for operators</source>
        <translation>QR-Code der Konsole, für Betreiber</translation>
    </message>
    <message>
        <source>The station is asking the service for a code…</source>
        <translation>Die Station bittet den Dienst um einen Code…</translation>
    </message>
    <message>
        <source>Approved. The station is starting.</source>
        <translation>Genehmigt. Die Station startet.</translation>
    </message>
    <message>
        <source>An operator refused this station.</source>
        <translation>Ein Betreiber hat diese Station abgelehnt.</translation>
    </message>
    <message>
        <source>The code has expired; a new one is on its way.</source>
        <translation>Der Code ist abgelaufen; ein neuer kommt.</translation>
    </message>
</context>
<context>
    <name>EnterCode</name>
    <message>
        <source>Enter the code received by text message or e-mail</source>
        <translation>Code aus der SMS oder E-Mail eingeben</translation>
    </message>
    <message>
        <source>Enter the code</source>
        <translation>Code eingeben</translation>
    </message>
    <message>
        <source>Choose the contact method to use for verification:</source>
        <translation>Wählen Sie die Kontaktmethode für die Überprüfung:</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Continue on my phone</source>
        <translation>Weiter auf meinem Handy</translation>
    </message>
    <message>
        <source>Contact your administrator</source>
        <translation>Ihren Administrator kontaktieren</translation>
    </message>
</context>
<context>
    <name>EnterCodeView</name>
    <message>
        <source>We have sent the same code again.</source>
        <translation>Wir haben denselben Code noch einmal gesendet.</translation>
    </message>
    <message>
        <source>We have sent a verification text message to your phone.</source>
        <translation>Wir haben eine SMS mit einem Überprüfungscode an Ihr Handy gesendet.</translation>
    </message>
    <message>
        <source>We have sent a verification e-mail to your address.</source>
        <translation>Wir haben eine E-Mail mit einem Überprüfungscode an Ihre Adresse gesendet.</translation>
    </message>
    <message>
        <source>We tell you a verification code by phone.</source>
        <translation>Wir sagen Ihnen einen Überprüfungscode am Telefon.</translation>
    </message>
    <message>
        <source>The code has expired.</source>
        <translation>Der Code ist abgelaufen.</translation>
    </message>
    <message>
        <source>The code expires in {time}</source>
        <translation>Der Code läuft ab in {time}</translation>
    </message>
</context>
<context>
    <name>Fault</name>
    <message>
        <source>The service cannot be reached at the moment.</source>
        <translation>Der Dienst ist im Moment nicht erreichbar.</translation>
    </message>
    <message>
        <source>The service could not prove that it is the right one.</source>
        <translation>Der Dienst konnte nicht beweisen, dass er der richtige ist.</translation>
    </message>
    <message>
        <source>By the clock of this station the certificate of the service is not valid.</source>
        <translation>Nach der Uhr dieser Station ist das Zertifikat des Dienstes nicht gültig.</translation>
    </message>
    <message>
        <source>This station has been withdrawn by its operators.</source>
        <translation>Die Betreiber haben diese Station außer Betrieb genommen.</translation>
    </message>
    <message>
        <source>This station stands in a network it may not use.</source>
        <translation>Diese Station steht in einem Netz, das es nicht benutzen darf.</translation>
    </message>
    <message>
        <source>This station is not connected yet.</source>
        <translation>Diese Station ist noch nicht verbunden.</translation>
    </message>
    <message>
        <source>An error occurred. Everything you typed was erased.</source>
        <translation>Ein Fehler ist aufgetreten. Alles, was Sie eingegeben haben, ist gelöscht.</translation>
    </message>
    <message>
        <source>The service gave an answer that makes no sense.</source>
        <translation>Der Dienst gab eine unverständliche Antwort.</translation>
    </message>
    <message>
        <source>There is no keyring for the key of this station.</source>
        <translation>Für den Schlüssel dieser Station gibt es keinen Schlüsselbund.</translation>
    </message>
    <message>
        <source>The keyring with the key of this station is locked.</source>
        <translation>Der Schlüsselbund mit dem Schlüssel dieser Station ist gesperrt.</translation>
    </message>
    <message>
        <source>The keyring did not answer in time.</source>
        <translation>Der Schlüsselbund hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The settings of this station cannot be used.</source>
        <translation>Die Einstellungen dieser Station sind unbrauchbar.</translation>
    </message>
    <message>
        <source>The certificate authority of the service is missing.</source>
        <translation>Die Zertifizierungsstelle des Dienstes fehlt.</translation>
    </message>
    <message>
        <source>This station cannot keep its files on the disk.</source>
        <translation>Diese Station kann ihre Dateien nicht auf dem Datenträger behalten.</translation>
    </message>
</context>
<context>
    <name>Greeting</name>
    <message>
        <source>Touch here to begin</source>
        <translation>Hier berühren, um zu beginnen</translation>
    </message>
</context>
<context>
    <name>Handoff</name>
    <message>
        <source>Continue on your phone</source>
        <translation>Weiter auf Ihrem Handy</translation>
    </message>
    <message>
        <source>Your phone shows two digits. Are they these?</source>
        <translation>Ihr Handy zeigt zwei Ziffern. Sind es diese?</translation>
    </message>
    <message>
        <source>No, they differ</source>
        <translation>Nein, andere</translation>
    </message>
    <message>
        <source>Yes, the same</source>
        <translation>Ja, dieselben</translation>
    </message>
    <message>
        <source>No internet on your phone?</source>
        <translation>Kein Internet auf Ihrem Handy?</translation>
    </message>
    <message>
        <source>Show the link again</source>
        <translation>Den Link wieder zeigen</translation>
    </message>
</context>
<context>
    <name>HandoffView</name>
    <message>
        <source>The link is being made…</source>
        <translation>Der Link wird erstellt…</translation>
    </message>
    <message>
        <source>Scan this code with your phone&apos;s camera, then tap “Continue on this phone”.</source>
        <translation>Scannen Sie diesen Code mit der Kamera Ihres Handys. Tippen Sie dann auf „Weiter auf diesem Handy“.</translation>
    </message>
    <message>
        <source>Scan this code to join the guest network, then come back to the link.</source>
        <translation>Scannen Sie diesen Code für das Gästenetz und kommen Sie dann zum Link zurück.</translation>
    </message>
    <message>
        <source>You can make a new link, or go back and continue here.</source>
        <translation>Sie können einen neuen Link erstellen oder zurückgehen und hier fortfahren.</translation>
    </message>
    <message>
        <source>This page follows. Stay here until the phone says it is done.</source>
        <translation>Diese Seite geht mit. Bleiben Sie hier, bis das Handy sagt, dass alles fertig ist.</translation>
    </message>
    <message>
        <source>Only one phone can take it, and you confirm here that it is yours.</source>
        <translation>Nur ein Handy kann den Link benutzen. Sie bestätigen hier, dass es Ihres ist.</translation>
    </message>
    <message>
        <source>QR code of the link for your phone</source>
        <translation>QR-Code des Links für Ihr Handy</translation>
    </message>
    <message>
        <source>Network: {name}</source>
        <translation>Netz: {name}</translation>
    </message>
    <message>
        <source>Password: {password}</source>
        <translation>Passwort: {password}</translation>
    </message>
    <message>
        <source>No password</source>
        <translation>Kein Passwort</translation>
    </message>
    <message>
        <source>QR code of the guest network</source>
        <translation>QR-Code des Gästenetzes</translation>
    </message>
    <message>
        <source>The link works for {time} more.</source>
        <translation>Der Link gilt noch {time}.</translation>
    </message>
    <message>
        <source>Your phone is choosing how to be reached.</source>
        <translation>Ihr Handy wählt, wie wir Sie erreichen.</translation>
    </message>
    <message>
        <source>Your phone is waiting for the code.</source>
        <translation>Ihr Handy wartet auf den Code.</translation>
    </message>
    <message>
        <source>Your phone is choosing the new password.</source>
        <translation>Ihr Handy wählt das neue Passwort.</translation>
    </message>
    <message>
        <source>Your phone continues.</source>
        <translation>Ihr Handy fährt fort.</translation>
    </message>
    <message>
        <source>Continue here</source>
        <translation>Hier fortfahren</translation>
    </message>
    <message>
        <source>New link</source>
        <translation>Neuer Link</translation>
    </message>
</context>
<context>
    <name>Identifier</name>
    <message>
        <source>Example: {example}</source>
        <translation>Beispiel: {example}</translation>
    </message>
    <message>
        <source>Example: {example}, not {wrong}</source>
        <translation>Beispiel: {example}, nicht {wrong}</translation>
    </message>
    <message>
        <source>Your family name, the first two letters of your given name and the year.</source>
        <translation>Ihr Nachname, die ersten zwei Buchstaben Ihres Vornamens und das Jahr.</translation>
    </message>
</context>
<context>
    <name>Identify</name>
    <message>
        <source>Who are you?</source>
        <translation>Wer sind Sie?</translation>
    </message>
    <message>
        <source>Card read</source>
        <translation>Ausweis gelesen</translation>
    </message>
    <message>
        <source>It takes the place of your user ID. It does not prove who you are.</source>
        <translation>Er ersetzt Ihre Benutzer-ID. Er beweist nicht, wer Sie sind.</translation>
    </message>
    <message>
        <source>Type my ID instead</source>
        <translation>Meine ID eingeben</translation>
    </message>
    <message>
        <source>User ID:</source>
        <translation>Benutzer-ID:</translation>
    </message>
    <message>
        <source>User ID</source>
        <translation>Benutzer-ID</translation>
    </message>
    <message>
        <source>Picture with characters to type</source>
        <translation>Bild mit Zeichen zum Eingeben</translation>
    </message>
    <message>
        <source>Listen to six digits</source>
        <translation>Sechs Ziffern anhören</translation>
    </message>
    <message>
        <source>Ask staff</source>
        <translation>Personal fragen</translation>
    </message>
    <message>
        <source>New picture</source>
        <translation>Neues Bild</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Anhören</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Langsamer</translation>
    </message>
    <message>
        <source>See a picture</source>
        <translation>Bild ansehen</translation>
    </message>
    <message>
        <source>This station has no voice at the moment. If you cannot read the picture, ask staff.</source>
        <translation>Diese Station hat im Moment keine Stimme. Fragen Sie das Personal, wenn Sie das Bild nicht lesen können.</translation>
    </message>
    <message>
        <source>Characters of the picture or digits of the audio</source>
        <translation>Zeichen des Bildes oder Ziffern der Ansage</translation>
    </message>
</context>
<context>
    <name>IdentifyView</name>
    <message>
        <source>To recover your account, enter the letters</source>
        <translation>Geben Sie die Zeichen ein, um Ihr Konto zurückzubekommen</translation>
    </message>
    <message>
        <source>To recover your account, begin by entering your user ID, then the letters</source>
        <translation>Geben Sie Ihre Benutzer-ID und dann die Zeichen ein, um Ihr Konto zurückzubekommen</translation>
    </message>
    <message>
        <source>To recover your account, begin by entering your user ID</source>
        <translation>Geben Sie Ihre Benutzer-ID ein, um Ihr Konto zurückzubekommen</translation>
    </message>
</context>
<context>
    <name>IdleWarning</name>
    <message>
        <source>Are you still there?</source>
        <translation>Sind Sie noch da?</translation>
    </message>
    <message>
        <source>Without an answer, everything you typed is erased.</source>
        <translation>Ohne Antwort wird alles gelöscht, was Sie eingegeben haben.</translation>
    </message>
</context>
<context>
    <name>IdleWarningView</name>
    <message numerus="yes">
        <source>second(s)</source>
        <translation>
            <numerusform>Sekunde</numerusform>
            <numerusform>Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>I need more time</source>
        <translation>Ich brauche mehr Zeit</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Capital letters</source>
        <translation>Großbuchstaben</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Nach links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Nach rechts</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>Nächstes Feld</translation>
    </message>
    <message>
        <source>Hide the keyboard</source>
        <translation>Tastatur ausblenden</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Buchstaben</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>Symbole</translation>
    </message>
    <message>
        <source>Accents</source>
        <translation>Akzente</translation>
    </message>
    <message>
        <source>Other layout</source>
        <translation>Andere Belegung</translation>
    </message>
    <message>
        <source>Arabic or Latin letters</source>
        <translation>Arabische oder lateinische Buchstaben</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leerzeichen</translation>
    </message>
    <message>
        <source>Capital letters, locked</source>
        <translation>Großbuchstaben, festgestellt</translation>
    </message>
</context>
<context>
    <name>Limit</name>
    <message>
        <source>two minutes</source>
        <translation>zwei Minuten</translation>
    </message>
    <message>
        <source>one minute</source>
        <translation>einer Minute</translation>
    </message>
    <message>
        <source>30 seconds</source>
        <translation>30 Sekunden</translation>
    </message>
    <message>
        <source>The code expires in {time}. Then you can ask for a new one.</source>
        <translation>Der Code läuft in {time} ab. Danach können Sie einen neuen anfordern.</translation>
    </message>
    <message>
        <source>Your time to answer ends in {time}. Then you can choose a method again.</source>
        <translation>Ihre Zeit zum Antworten endet in {time}. Danach können Sie wieder eine Methode wählen.</translation>
    </message>
    <message>
        <source>Your request to staff ends in {time}. Then you can ask again.</source>
        <translation>Ihre Anfrage an das Personal endet in {time}. Danach können Sie erneut fragen.</translation>
    </message>
    <message>
        <source>The time of your phone ends in {time}. Then you can make a new link.</source>
        <translation>Die Zeit für Ihr Handy endet in {time}. Danach können Sie einen neuen Link erstellen.</translation>
    </message>
    <message>
        <source>Your time ends in {time}. Then you begin again with your user ID.</source>
        <translation>Die vorgesehene Zeit endet in {time}. Danach beginnen Sie wieder mit Ihrer Benutzer-ID.</translation>
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
        <translation>Farben</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Buttons</source>
        <translation>Schaltflächen</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>Vorlesen</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>One switch</source>
        <translation>Ein Schalter</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>White on black</source>
        <translation>Weiß auf Schwarz</translation>
    </message>
    <message>
        <source>Black on white</source>
        <translation>Schwarz auf Weiß</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Low down</source>
        <translation>Unten</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Langsamer</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>Leise</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Loud</source>
        <translation>Laut</translation>
    </message>
    <message>
        <source>Loudest</source>
        <translation>Sehr laut</translation>
    </message>
</context>
<context>
    <name>LookPanel</name>
    <message>
        <source>Adapt the station to you</source>
        <translation>Passen Sie die Station an sich an</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
</context>
<context>
    <name>LostPhone</name>
    <message>
        <source>A lost phone</source>
        <translation>Handy verloren</translation>
    </message>
    <message>
        <source>Your phone is lost</source>
        <translation>Ihr Handy ist verloren</translation>
    </message>
    <message>
        <source>Temporary pass</source>
        <translation>Befristeter Code</translation>
    </message>
    <message>
        <source>You cannot write it down? Staff can have your old phone removed instead.</source>
        <translation>Sie können ihn nicht aufschreiben? Das Personal kann Ihr altes Handy entfernen lassen.</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>Kontakt hinzufügen</translation>
    </message>
</context>
<context>
    <name>LostPhoneView</name>
    <message>
        <source>Use this temporary pass once, where a sign-in asks for your phone.</source>
        <translation>Benutzen Sie diesen befristeten Code einmal, wo eine Anmeldung nach Ihrem Handy fragt.</translation>
    </message>
    <message>
        <source>Tell the member of staff who helped you that your phone is lost.</source>
        <translation>Sagen Sie dem Personal, dass Ihr Handy verloren ist.</translation>
    </message>
    <message numerus="yes">
        <source>It works for %n minute(s). Write it down: nobody sees it again.</source>
        <translation>
            <numerusform>Er gilt %n Minute. Schreiben Sie ihn auf: Niemand sieht ihn wieder.</numerusform>
            <numerusform>Er gilt %n Minuten. Schreiben Sie ihn auf: Niemand sieht ihn wieder.</numerusform>
        </translation>
    </message>
    <message>
        <source>Then register your new phone.</source>
        <translation>Registrieren Sie danach Ihr neues Handy.</translation>
    </message>
    <message>
        <source>You have had as many passes as one visit allows.</source>
        <translation>Sie haben so viele befristete Codes erhalten, wie ein Besuch erlaubt.</translation>
    </message>
    <message>
        <source>They have the old one removed from your sign-ins. Then register your new phone.</source>
        <translation>Es lässt das alte Handy aus Ihren Anmeldungen entfernen. Registrieren Sie danach Ihr neues Handy.</translation>
    </message>
</context>
<context>
    <name>Maintenance</name>
    <message>
        <source>Station maintenance</source>
        <translation>Wartung der Station</translation>
    </message>
    <message>
        <source>For staff. Whoever was here before has been signed out.</source>
        <translation>Für das Personal. Wer vorher hier war, ist abgemeldet.</translation>
    </message>
    <message>
        <source>One-time code from the console, to open more:</source>
        <translation>Einmalcode aus der Konsole, um mehr zu öffnen:</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Restart the station</source>
        <translation>Station neu starten</translation>
    </message>
    <message>
        <source>Leave kiosk mode</source>
        <translation>Kioskmodus verlassen</translation>
    </message>
</context>
<context>
    <name>MaintenanceView</name>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Bildschirm</translation>
    </message>
    <message>
        <source>Touch and keyboard</source>
        <translation>Berührung und Tastatur</translation>
    </message>
    <message>
        <source>Free on disk</source>
        <translation>Frei auf dem Datenträger</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
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
        <translation>Geben Sie den Code aus der Konsole ein.</translation>
    </message>
    <message>
        <source>Make a new code in the console: that one is wrong, used, or too old.</source>
        <translation>Erstellen Sie in der Konsole einen neuen Code: Dieser ist falsch, benutzt oder zu alt.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>Method</name>
    <message>
        <source>Send an e-mail to my alternate e-mail address</source>
        <translation>E-Mail an meine zweite E-Mail-Adresse senden</translation>
    </message>
    <message>
        <source>Send a text message to my mobile phone</source>
        <translation>SMS an mein Handy senden</translation>
    </message>
    <message>
        <source>Call my mobile phone</source>
        <translation>Mein Handy anrufen</translation>
    </message>
    <message>
        <source>Type the code of my authenticator app</source>
        <translation>Code meiner Authenticator-App eingeben</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Text message</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anruf</translation>
    </message>
    <message>
        <source>App</source>
        <translation>App</translation>
    </message>
    <message>
        <source>Send an e-mail</source>
        <translation>E-Mail senden</translation>
    </message>
    <message>
        <source>Send a text message</source>
        <translation>SMS senden</translation>
    </message>
    <message>
        <source>Call me</source>
        <translation>Mich anrufen</translation>
    </message>
</context>
<context>
    <name>NewPassword</name>
    <message>
        <source>Choose a new password</source>
        <translation>Neues Passwort wählen</translation>
    </message>
    <message>
        <source>Enter your password twice</source>
        <translation>Geben Sie Ihr Passwort zweimal ein</translation>
    </message>
    <message>
        <source>* Enter the new password:</source>
        <translation>* Geben Sie das neue Passwort ein:</translation>
    </message>
    <message>
        <source>* required</source>
        <translation>* Pflichtfeld</translation>
    </message>
    <message>
        <source>New password, required</source>
        <translation>Neues Passwort, Pflichtfeld</translation>
    </message>
    <message>
        <source>Show the passwords for five seconds</source>
        <translation>Die Passwörter fünf Sekunden lang zeigen</translation>
    </message>
    <message>
        <source>What the password must contain</source>
        <translation>Was das Passwort enthalten muss</translation>
    </message>
    <message>
        <source>* Confirm the new password:</source>
        <translation>* Bestätigen Sie das neue Passwort:</translation>
    </message>
    <message>
        <source>New password again, required</source>
        <translation>Neues Passwort noch einmal, Pflichtfeld</translation>
    </message>
    <message>
        <source>Strength of the password</source>
        <translation>Stärke des Passworts</translation>
    </message>
    <message>
        <source>Continue on my phone</source>
        <translation>Weiter auf meinem Handy</translation>
    </message>
</context>
<context>
    <name>NewPasswordView</name>
    <message>
        <source>Several unrelated words make a strong password.</source>
        <translation>Mehrere Wörter ohne Zusammenhang ergeben ein starkes Passwort.</translation>
    </message>
    <message>
        <source>Strength: very good</source>
        <translation>Stärke: sehr gut</translation>
    </message>
    <message>
        <source>Strength: good</source>
        <translation>Stärke: gut</translation>
    </message>
    <message>
        <source>Strength: weak, as “{word}” is guessed early</source>
        <translation>Stärke: schwach, „{word}“ ist schnell erraten</translation>
    </message>
    <message>
        <source>Strength: weak, as a word in it is guessed early</source>
        <translation>Stärke: schwach, ein Wort darin ist schnell erraten</translation>
    </message>
    <message>
        <source>Strength: weak, longer is better</source>
        <translation>Stärke: schwach, länger ist besser</translation>
    </message>
    <message>
        <source>Set the password</source>
        <translation>Passwort ändern</translation>
    </message>
</context>
<context>
    <name>OutOfService</name>
    <message>
        <source>Out of service</source>
        <translation>Außer Betrieb</translation>
    </message>
</context>
<context>
    <name>OutOfServiceView</name>
    <message>
        <source>The station is starting</source>
        <translation>Die Station startet</translation>
    </message>
    <message>
        <source>This takes a few seconds.</source>
        <translation>Das dauert einige Sekunden.</translation>
    </message>
    <message>
        <source>An operator is needed</source>
        <translation>Ein Betreiber wird gebraucht</translation>
    </message>
    <message>
        <source>This station is out of service</source>
        <translation>Diese Station ist außer Betrieb</translation>
    </message>
    <message>
        <source>Clock of this station: {time}</source>
        <translation>Uhr dieser Station: {time}</translation>
    </message>
    <message>
        <source>Trying again…</source>
        <translation>Neuer Versuch…</translation>
    </message>
    <message numerus="yes">
        <source>It tries again by itself in %n second(s).</source>
        <translation>
            <numerusform>Es versucht es von selbst wieder in %n Sekunde.</numerusform>
            <numerusform>Es versucht es von selbst wieder in %n Sekunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Staff can still help: {desk}, {place}</source>
        <translation>Das Personal kann Ihnen helfen: {desk}, {place}</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>Please try again: the service did not answer.</source>
        <translation>Versuchen Sie es noch einmal: Der Dienst hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>We don&apos;t recognise this user ID or password. Be sure to type the password of your work or school account.</source>
        <translation>Wir erkennen diese Benutzer-ID oder dieses Passwort nicht. Geben Sie das Passwort Ihres Arbeits- oder Schulkontos ein.</translation>
    </message>
    <message>
        <source>Press Next to get back into your account. Passwords cannot be tried at this station.</source>
        <translation>Drücken Sie „Weiter“, um Ihr Konto zurückzubekommen. Diese Station kann keine Passwörter prüfen.</translation>
    </message>
    <message>
        <source>Type your user ID.</source>
        <translation>Geben Sie Ihre Benutzer-ID ein.</translation>
    </message>
    <message>
        <source>Type your password.</source>
        <translation>Geben Sie Ihr Passwort ein.</translation>
    </message>
    <message>
        <source>Type the characters of the picture, or listen to the digits.</source>
        <translation>Geben Sie die Zeichen des Bildes ein oder hören Sie die Ziffern an.</translation>
    </message>
    <message>
        <source>Please start again here: the time for this reset has run out.</source>
        <translation>Beginnen Sie hier neu: Die Zeit für diesen Vorgang ist um.</translation>
    </message>
    <message>
        <source>Try this new picture: the answer was not the right one.</source>
        <translation>Versuchen Sie dieses neue Bild: Die Antwort war nicht richtig.</translation>
    </message>
    <message>
        <source>Listen to these new digits: the answer was not the right one.</source>
        <translation>Hören Sie diese neuen Ziffern an: Die Antwort war nicht richtig.</translation>
    </message>
    <message>
        <source>The first step is done. Choose a second method to finish the verification.</source>
        <translation>Der erste Schritt ist getan. Wählen Sie eine zweite Methode, um die Überprüfung abzuschließen.</translation>
    </message>
    <message>
        <source>Type the full number or address first.</source>
        <translation>Geben Sie zuerst die vollständige Nummer oder Adresse ein.</translation>
    </message>
    <message>
        <source>Check what you typed: it is not the one registered. Nothing was sent.</source>
        <translation>Prüfen Sie Ihre Eingabe: Sie ist so nicht registriert. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Check what you typed: it does not look complete. This was not counted as an attempt.</source>
        <translation>Prüfen Sie Ihre Eingabe: Sie scheint nicht vollständig. Das zählt nicht als Versuch.</translation>
    </message>
    <message>
        <source>Choose another method: the message could not be delivered.</source>
        <translation>Wählen Sie eine andere Methode: Die Nachricht kam nicht an.</translation>
    </message>
    <message>
        <source>The call broke off, which was not your fault: try again.</source>
        <translation>Der Anruf brach ab, nicht durch Sie: Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Ask for a new code: that one was tried too many times.</source>
        <translation>Fordern Sie einen neuen Code an: Dieser wurde zu oft versucht.</translation>
    </message>
    <message>
        <source>Ask for a new code: that one has expired.</source>
        <translation>Fordern Sie einen neuen Code an: Dieser ist abgelaufen.</translation>
    </message>
    <message>
        <source>Type the characters too, or listen to the digits.</source>
        <translation>Geben Sie auch die Zeichen ein oder hören Sie die Ziffern an.</translation>
    </message>
    <message>
        <source>Choose another method or ask staff: too many messages were sent this way.</source>
        <translation>Wählen Sie eine andere Methode oder fragen Sie das Personal: Auf diesem Weg gingen zu viele Nachrichten.</translation>
    </message>
    <message>
        <source>Type the code you received.</source>
        <translation>Geben Sie den erhaltenen Code ein.</translation>
    </message>
    <message>
        <source>Check the code and type it again: it is not the right one.</source>
        <translation>Prüfen Sie den Code und geben Sie ihn noch einmal ein: Er ist nicht richtig.</translation>
    </message>
    <message>
        <source>Type the number that staff gave you.</source>
        <translation>Geben Sie die Nummer vom Personal ein.</translation>
    </message>
    <message>
        <source>Ask staff for the number again: that is not it.</source>
        <translation>Fragen Sie das Personal noch einmal nach der Nummer: Diese ist es nicht.</translation>
    </message>
    <message>
        <source>Staff did not approve the request. They can tell you why.</source>
        <translation>Das Personal hat die Anfrage nicht genehmigt. Es kann Ihnen sagen, warum.</translation>
    </message>
    <message>
        <source>Ask again: the request has run out of time.</source>
        <translation>Fragen Sie noch einmal an: Die Anfrage ist abgelaufen.</translation>
    </message>
    <message>
        <source>Staff can help you now. The automatic way rests until tomorrow.</source>
        <translation>Das Personal kann Ihnen jetzt helfen. Der automatische Weg ruht bis morgen.</translation>
    </message>
    <message>
        <source>Type a new password, twice.</source>
        <translation>Geben Sie zweimal ein neues Passwort ein.</translation>
    </message>
    <message>
        <source>Type the same password twice: the two differ.</source>
        <translation>Geben Sie zweimal dasselbe Passwort ein: Die beiden sind verschieden.</translation>
    </message>
    <message>
        <source>Choose another password: {reasons}.</source>
        <translation>Wählen Sie ein anderes Passwort: {reasons}.</translation>
    </message>
    <message>
        <source>Please try again in a moment: nothing was changed, the directory did not answer.</source>
        <translation>Versuchen Sie es gleich noch einmal: Nichts wurde geändert, das Verzeichnis antwortete nicht.</translation>
    </message>
    <message>
        <source>Choose a new password: the account could not be unlocked.</source>
        <translation>Wählen Sie ein neues Passwort: Das Konto konnte nicht entsperrt werden.</translation>
    </message>
    <message>
        <source>Make a new link: another phone had taken that one.</source>
        <translation>Erstellen Sie einen neuen Link: Ein anderes Handy hatte diesen genommen.</translation>
    </message>
    <message>
        <source>Make a new link: that one has run out, or was ended.</source>
        <translation>Erstellen Sie einen neuen Link: Dieser ist abgelaufen oder beendet.</translation>
    </message>
    <message>
        <source>Type the number or the address.</source>
        <translation>Geben Sie die Nummer oder die Adresse ein.</translation>
    </message>
    <message>
        <source>Choose another one: that number or address cannot be used here.</source>
        <translation>Wählen Sie eine andere: Diese Nummer oder Adresse ist hier nicht möglich.</translation>
    </message>
</context>
<context>
    <name>RegisterContact</name>
    <message>
        <source>Register a way to be reached</source>
        <translation>Kontakt registrieren</translation>
    </message>
    <message>
        <source>A mobile phone number</source>
        <translation>Eine Handynummer</translation>
    </message>
    <message>
        <source>A personal e-mail address</source>
        <translation>Eine private E-Mail-Adresse</translation>
    </message>
    <message>
        <source>I lost my phone</source>
        <translation>Handy verloren</translation>
    </message>
    <message>
        <source>Number or address</source>
        <translation>Nummer oder Adresse</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Finish without the code</source>
        <translation>Ohne den Code beenden</translation>
    </message>
</context>
<context>
    <name>RegisterContactView</name>
    <message>
        <source>We have sent a code to {contact}.</source>
        <translation>Wir haben einen Code an {contact} gesendet.</translation>
    </message>
    <message>
        <source>Next time a code can reach you, and you will not need staff.</source>
        <translation>Beim nächsten Mal kann ein Code Sie erreichen, ganz ohne Personal.</translation>
    </message>
    <message>
        <source>Your personal e-mail address</source>
        <translation>Ihre private E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Your mobile phone number</source>
        <translation>Ihre Handynummer</translation>
    </message>
    <message>
        <source>Not your address here: you could not read it when locked out.</source>
        <translation>Nicht Ihre Adresse von hier: Ohne Zugang könnten Sie sie nicht lesen.</translation>
    </message>
    <message>
        <source>Enter the code you received</source>
        <translation>Geben Sie den erhaltenen Code ein</translation>
    </message>
</context>
<context>
    <name>Remedy</name>
    <message>
        <source>Staff: if it lasts, check the network of this station.</source>
        <translation>Personal: Prüfen Sie das Netz dieser Station, wenn das anhält.</translation>
    </message>
    <message>
        <source>Staff: tell the operators, who check the certificate of the service.</source>
        <translation>Personal: Benachrichtigen Sie die Betreiber, sie prüfen das Zertifikat des Dienstes.</translation>
    </message>
    <message>
        <source>Staff: tell the operators, who check the clock and the certificate of the service.</source>
        <translation>Personal: Benachrichtigen Sie die Betreiber, sie prüfen die Uhr und das Zertifikat des Dienstes.</translation>
    </message>
    <message>
        <source>Staff: tell the operators, who set the clock.</source>
        <translation>Personal: Benachrichtigen Sie die Betreiber, sie stellen die Uhr.</translation>
    </message>
    <message>
        <source>Staff: tell the operators, who can connect the station again.</source>
        <translation>Personal: Benachrichtigen Sie die Betreiber, sie können die Station neu verbinden.</translation>
    </message>
    <message>
        <source>Staff: bring it back to its place, or tell the operators, who set its network.</source>
        <translation>Personal: Bringen Sie es an seinen Platz zurück. Oder benachrichtigen Sie die Betreiber, die sein Netz einstellen.</translation>
    </message>
    <message>
        <source>Staff: tell the operators, who approve it at the backend.</source>
        <translation>Personal: Benachrichtigen Sie die Betreiber, sie genehmigen es am Server.</translation>
    </message>
    <message>
        <source>Staff: if it happens again, tell the operators the reference.</source>
        <translation>Personal: Nennen Sie den Betreibern die Referenz, wenn das wieder geschieht.</translation>
    </message>
    <message>
        <source>Staff: tell the operators the reference; station and service may differ in version.</source>
        <translation>Personal: Nennen Sie den Betreibern die Referenz. Station und Dienst haben vielleicht verschiedene Versionen.</translation>
    </message>
    <message>
        <source>Install the keyring, or start it.</source>
        <translation>Installieren Sie den Schlüsselbund oder starten Sie ihn.</translation>
    </message>
    <message>
        <source>Unlock the keyring.</source>
        <translation>Entsperren Sie den Schlüsselbund.</translation>
    </message>
    <message>
        <source>If it lasts, check the keyring and restart the station.</source>
        <translation>Wenn es anhält, prüfen Sie den Schlüsselbund und starten Sie die Station neu.</translation>
    </message>
    <message>
        <source>Correct the settings.</source>
        <translation>Berichtigen Sie die Einstellungen.</translation>
    </message>
    <message>
        <source>Put the certificate authority in place, or check the network.</source>
        <translation>Legen Sie die Zertifizierungsstelle ab oder prüfen Sie das Netz.</translation>
    </message>
    <message>
        <source>Make room on the disk, or let the station write to its folder.</source>
        <translation>Schaffen Sie Platz auf dem Datenträger oder lassen Sie die Station in ihren Ordner schreiben.</translation>
    </message>
</context>
<context>
    <name>Resend</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Try again in {time}</source>
        <translation>Erneut in {time}</translation>
    </message>
</context>
<context>
    <name>Rule</name>
    <message>
        <source>the same password twice</source>
        <translation>zweimal dasselbe Passwort</translation>
    </message>
    <message>
        <source>met</source>
        <translation>erfüllt</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>a lower-case letter</source>
        <translation>ein Kleinbuchstabe</translation>
    </message>
    <message>
        <source>an upper-case letter</source>
        <translation>ein Großbuchstabe</translation>
    </message>
    <message>
        <source>at least one digit</source>
        <translation>mindestens eine Ziffer</translation>
    </message>
    <message>
        <source>a special character</source>
        <translation>ein Sonderzeichen</translation>
    </message>
    <message>
        <source>without the characters that are not accepted: {characters}</source>
        <translation>ohne die nicht erlaubten Zeichen: {characters}</translation>
    </message>
    <message>
        <source>space</source>
        <translation>Leerzeichen</translation>
    </message>
    <message>
        <source>it is too short</source>
        <translation>es ist zu kurz</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>es ist zu lang</translation>
    </message>
    <message>
        <source>it lacks a lower-case letter</source>
        <translation>es fehlt ein Kleinbuchstabe</translation>
    </message>
    <message>
        <source>it lacks an upper-case letter</source>
        <translation>es fehlt ein Großbuchstabe</translation>
    </message>
    <message>
        <source>it lacks a digit</source>
        <translation>es fehlt eine Ziffer</translation>
    </message>
    <message>
        <source>it lacks a special character</source>
        <translation>es fehlt ein Sonderzeichen</translation>
    </message>
    <message>
        <source>it needs more kinds of characters</source>
        <translation>es braucht mehr Arten von Zeichen</translation>
    </message>
    <message>
        <source>you have used it before</source>
        <translation>Sie haben es schon benutzt</translation>
    </message>
    <message>
        <source>the last change was too short a time ago</source>
        <translation>die letzte Änderung ist zu kurz her</translation>
    </message>
    <message>
        <source>the current password is no longer the right one</source>
        <translation>das aktuelle Passwort stimmt nicht mehr</translation>
    </message>
    <message>
        <source>the directory does not accept it</source>
        <translation>das Verzeichnis nimmt es nicht an</translation>
    </message>
    <message>
        <source>the character {detail} is not accepted</source>
        <translation>das Zeichen {detail} ist nicht erlaubt</translation>
    </message>
    <message>
        <source>“{detail}” is guessed at once</source>
        <translation>„{detail}“ ist sofort erraten</translation>
    </message>
    <message>
        <source>“{detail}” is a word of the college</source>
        <translation>„{detail}“ ist ein Wort der Hochschule</translation>
    </message>
    <message>
        <source>“{detail}” is part of your name or user ID</source>
        <translation>„{detail}“ ist Teil Ihres Namens oder Ihrer Benutzer-ID</translation>
    </message>
    <message>
        <source>it contains a character that is not accepted</source>
        <translation>es enthält ein nicht erlaubtes Zeichen</translation>
    </message>
    <message>
        <source>it is guessed at once</source>
        <translation>es ist sofort erraten</translation>
    </message>
    <message>
        <source>it contains a word of the college</source>
        <translation>es enthält ein Wort der Hochschule</translation>
    </message>
    <message>
        <source>it contains your name or user ID</source>
        <translation>es enthält Ihren Namen oder Ihre Benutzer-ID</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Work or school account</source>
        <translation>Arbeits- oder Schulkonto</translation>
    </message>
    <message>
        <source>User ID:</source>
        <translation>Benutzer-ID:</translation>
    </message>
    <message>
        <source>User ID</source>
        <translation>Benutzer-ID</translation>
    </message>
    <message>
        <source>Password:</source>
        <translation>Passwort:</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Show the password for five seconds</source>
        <translation>Das Passwort fünf Sekunden lang zeigen</translation>
    </message>
    <message>
        <source>Keep me signed in</source>
        <translation>Angemeldet bleiben</translation>
    </message>
    <message>
        <source>Always off on a shared station.</source>
        <translation>Auf einer gemeinsamen Station immer aus.</translation>
    </message>
    <message>
        <source>Can&apos;t access your account?</source>
        <translation>Kein Zugang zu Ihrem Konto?</translation>
    </message>
    <message>
        <source>Forgot your password?</source>
        <translation>Passwort vergessen?</translation>
    </message>
</context>
<context>
    <name>SignInView</name>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
</context>
<context>
    <name>Speech</name>
    <message>
        <source>not read aloud</source>
        <translation>nicht vorgelesen</translation>
    </message>
    <message>
        <source>{place} of {number}</source>
        <translation>{place} von {number}</translation>
    </message>
    <message>
        <source>button</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>choice</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>nicht ausgewählt</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>nicht verfügbar</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>Plug in a headset to hear the characters.</source>
        <translation>Schließen Sie einen Kopfhörer an, um die Zeichen zu hören.</translation>
    </message>
    <message>
        <source>Show the password to hear its characters.</source>
        <translation>Zeigen Sie das Passwort an, um die Zeichen zu hören.</translation>
    </message>
    <message>
        <source>character</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>übernommen</translation>
    </message>
    <message>
        <source>space</source>
        <translation>Leerzeichen</translation>
    </message>
    <message>
        <source>dot</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>Komma</translation>
    </message>
    <message>
        <source>hyphen</source>
        <translation>Bindestrich</translation>
    </message>
    <message>
        <source>underscore</source>
        <translation>Unterstrich</translation>
    </message>
    <message>
        <source>at sign</source>
        <translation>At-Zeichen</translation>
    </message>
    <message>
        <source>exclamation mark</source>
        <translation>Ausrufezeichen</translation>
    </message>
    <message>
        <source>question mark</source>
        <translation>Fragezeichen</translation>
    </message>
    <message>
        <source>apostrophe</source>
        <translation>Apostroph</translation>
    </message>
    <message>
        <source>quotation mark</source>
        <translation>Anführungszeichen</translation>
    </message>
    <message>
        <source>colon</source>
        <translation>Doppelpunkt</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>Semikolon</translation>
    </message>
    <message>
        <source>open bracket</source>
        <translation>Klammer auf</translation>
    </message>
    <message>
        <source>close bracket</source>
        <translation>Klammer zu</translation>
    </message>
    <message>
        <source>capital {letter}</source>
        <translation>großes {letter}</translation>
    </message>
    <message>
        <source>small letters</source>
        <translation>Kleinbuchstaben</translation>
    </message>
    <message>
        <source>capital letters</source>
        <translation>Großbuchstaben</translation>
    </message>
    <message>
        <source>digits</source>
        <translation>Ziffern</translation>
    </message>
    <message>
        <source>Volume {percent} per cent</source>
        <translation>Lautstärke {percent} Prozent</translation>
    </message>
    <message>
        <source>Speech on. On the number pad, plus goes on, minus goes back, Enter chooses, slash repeats.</source>
        <translation>Sprachausgabe an. Auf dem Ziffernblock geht Plus weiter, Minus zurück, Enter wählt, der Schrägstrich wiederholt.</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Langsamer</translation>
    </message>
    <message>
        <source>Speech off</source>
        <translation>Sprachausgabe aus</translation>
    </message>
    <message>
        <source>Speech is not available at this station: ask staff.</source>
        <translation>Die Sprachausgabe ist an dieser Station nicht verfügbar: fragen Sie das Personal.</translation>
    </message>
    <message>
        <source>Speech is not available in this language.</source>
        <translation>In dieser Sprache gibt es keine Sprachausgabe.</translation>
    </message>
    <message>
        <source>One level up</source>
        <translation>Eine Ebene höher</translation>
    </message>
    <message>
        <source>From {first} to {last}</source>
        <translation>Von {first} bis {last}</translation>
    </message>
</context>
<context>
    <name>SpokenCounts</name>
    <message numerus="yes">
        <source>%n character(s)</source>
        <translation>
            <numerusform>%n Zeichen</numerusform>
            <numerusform>%n Zeichen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>Noch %n Sekunde</numerusform>
            <numerusform>Noch %n Sekunden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Suggestion</name>
    <message>
        <source>Your user ID is {rewritten}, not {typed}.</source>
        <translation>Ihre Benutzer-ID ist {rewritten}, nicht {typed}.</translation>
    </message>
    <message>
        <source>No, keep what I typed: {typed}</source>
        <translation>Nein, meine Eingabe behalten: {typed}</translation>
    </message>
    <message>
        <source>Yes, use this ID</source>
        <translation>Ja, diese ID benutzen</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>On-screen keyboard</source>
        <translation>Bildschirmtastatur</translation>
    </message>
    <message>
        <source>Adapt the station: colours, text size, voice</source>
        <translation>Station anpassen: Farben, Textgröße, Stimme</translation>
    </message>
</context>
<context>
    <name>Trail</name>
    <message>
        <source>verification step {number}</source>
        <translation>Überprüfungsschritt {number}</translation>
    </message>
    <message>
        <source>choose a new password</source>
        <translation>Neues Passwort wählen</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>Connection interrupted. We are trying again…</source>
        <translation>Verbindung unterbrochen. Wir versuchen es erneut…</translation>
    </message>
    <message>
        <source>Reference {reference}</source>
        <translation>Referenz {reference}</translation>
    </message>
</context>
<context>
    <name>UnlockOnly</name>
    <message>
        <source>Your account is locked</source>
        <translation>Ihr Konto ist gesperrt</translation>
    </message>
    <message>
        <source>Do you still know your password? Keep it: we only unlock the account.</source>
        <translation>Kennen Sie Ihr Passwort noch? Behalten Sie es: Wir entsperren nur das Konto.</translation>
    </message>
    <message>
        <source>Keep my password and unlock</source>
        <translation>Passwort behalten und entsperren</translation>
    </message>
    <message>
        <source>Choose a new password</source>
        <translation>Neues Passwort wählen</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>One moment</source>
        <translation>Einen Moment</translation>
    </message>
    <message>
        <source>One moment, please</source>
        <translation>Einen Moment, bitte</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>In Arbeit</translation>
    </message>
</context>
<context>
    <name>WaitingView</name>
    <message>
        <source>We are preparing the message.</source>
        <translation>Wir bereiten die Nachricht vor.</translation>
    </message>
    <message>
        <source>We are checking what you typed.</source>
        <translation>Wir prüfen Ihre Eingabe.</translation>
    </message>
    <message>
        <source>We are setting your new password. Do not leave yet.</source>
        <translation>Wir speichern Ihr neues Passwort. Gehen Sie noch nicht weg.</translation>
    </message>
    <message>
        <source>We are unlocking your account. Do not leave yet.</source>
        <translation>Wir entsperren Ihr Konto. Gehen Sie noch nicht weg.</translation>
    </message>
    <message>
        <source>We are telling staff.</source>
        <translation>Wir benachrichtigen das Personal.</translation>
    </message>
    <message>
        <source>We are looking for what is possible.</source>
        <translation>Wir suchen, was möglich ist.</translation>
    </message>
    <message>
        <source>We are waiting for an answer.</source>
        <translation>Wir warten auf eine Antwort.</translation>
    </message>
    <message numerus="yes">
        <source>The station is very busy: this goes on in %n second(s).</source>
        <translation>
            <numerusform>Die Station ist stark ausgelastet: Sie macht weiter in %n Sekunde.</numerusform>
            <numerusform>Die Station ist stark ausgelastet: Sie macht weiter in %n Sekunden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WriteUnknown</name>
    <message>
        <source>Not certain</source>
        <translation>Nicht sicher</translation>
    </message>
    <message>
        <source>We could not make sure</source>
        <translation>Wir sind nicht sicher</translation>
    </message>
    <message>
        <source>Your change was sent, but its confirmation did not arrive.</source>
        <translation>Ihre Änderung wurde gesendet, aber die Bestätigung kam nicht an.</translation>
    </message>
    <message>
        <source>Try to sign in with the new password. If it does not work, ask staff.</source>
        <translation>Versuchen Sie, sich mit dem neuen Passwort anzumelden. Fragen Sie sonst das Personal.</translation>
    </message>
</context>
<context>
    <name>WriteUnknownView</name>
    <message>
        <source>Try to sign in</source>
        <translation>Anmeldung versuchen</translation>
    </message>
</context>
</TS>
