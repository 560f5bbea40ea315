<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>Accepted</name>
    <message>
        <source>Signed in</source>
        <translation>Connexion réussie</translation>
    </message>
    <message>
        <source>Your password works</source>
        <translation>Votre mot de passe fonctionne</translation>
    </message>
    <message>
        <source>You can leave now, or choose a new password.</source>
        <translation>Vous pouvez terminer, ou choisir un nouveau mot de passe.</translation>
    </message>
    <message>
        <source>Choose a new password</source>
        <translation>Choisir un nouveau mot de passe</translation>
    </message>
</context>
<context>
    <name>AcceptedView</name>
    <message>
        <source>You can sign in as {identifier}.</source>
        <translation>Vous pouvez vous connecter en tant que {identifier}.</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Code of the app</source>
        <translation>Code de l&apos;application</translation>
    </message>
    <message>
        <source>You don&apos;t have the app at hand? Choose another method, or ask staff.</source>
        <translation>Vous n&apos;avez pas l&apos;application sous la main&#xa0;? Choisissez une autre méthode ou demandez de l&apos;aide au personnel.</translation>
    </message>
    <message>
        <source>You don&apos;t have the app at hand? Ask staff.</source>
        <translation>Vous n&apos;avez pas l&apos;application sous la main&#xa0;? Demandez de l&apos;aide au personnel.</translation>
    </message>
    <message>
        <source>Choose a method again: too many codes were wrong.</source>
        <translation>Choisissez à nouveau une méthode&#xa0;: trop de codes inexacts.</translation>
    </message>
    <message>
        <source>Wait for the next code of your app: this one is wrong, or was used.</source>
        <translation>Attendez le code suivant&#xa0;: celui-ci est inexact ou a déjà servi.</translation>
    </message>
    <message>
        <source>Choose a method again: the time for the code is over.</source>
        <translation>Choisissez à nouveau une méthode&#xa0;: le délai pour le code est écoulé.</translation>
    </message>
    <message>
        <source>Type the code that your authenticator app shows now.</source>
        <translation>Saisissez le code que votre application affiche maintenant.</translation>
    </message>
    <message>
        <source>Type the code that your app shows.</source>
        <translation>Saisissez le code qu&apos;affiche votre application.</translation>
    </message>
</context>
<context>
    <name>AskStaff</name>
    <message>
        <source>Contact your administrator</source>
        <translation>Contacter votre administrateur</translation>
    </message>
    <message>
        <source>Show or say this code to staff:</source>
        <translation>Montrez ou dites ce code au personnel&#xa0;:</translation>
    </message>
    <message>
        <source>Or ask staff to come here and scan it.</source>
        <translation>Ou demandez au personnel de venir le scanner ici.</translation>
    </message>
    <message>
        <source>User ID:</source>
        <translation>Identifiant utilisateur&#xa0;:</translation>
    </message>
    <message>
        <source>User ID</source>
        <translation>Identifiant utilisateur</translation>
    </message>
    <message>
        <source>If you do not know it, go to staff as you are: they can find you by name.</source>
        <translation>Vous ne le connaissez pas&#xa0;? Le personnel peut vous retrouver par votre nom.</translation>
    </message>
    <message>
        <source>Number that staff gave you (3 digits):</source>
        <translation>Numéro remis par le personnel (3 chiffres)&#xa0;:</translation>
    </message>
    <message>
        <source>Number from staff</source>
        <translation>Numéro remis par le personnel</translation>
    </message>
    <message>
        <source>Staff may type it here for you.</source>
        <translation>Le personnel peut le saisir ici pour vous.</translation>
    </message>
</context>
<context>
    <name>AskStaffView</name>
    <message>
        <source>Type your user ID, then show your student card at the desk.</source>
        <translation>Saisissez votre identifiant, puis présentez votre carte d&apos;étudiant au guichet.</translation>
    </message>
    <message>
        <source>Your request is being prepared…</source>
        <translation>Votre demande se prépare…</translation>
    </message>
    <message>
        <source>Take your student card to the desk and give this code. Then come back here.</source>
        <translation>Présentez-vous au guichet avec votre carte d&apos;étudiant et donnez ce code. Revenez ensuite ici.</translation>
    </message>
    <message>
        <source>Staff have approved. Type the number they gave you.</source>
        <translation>Le personnel a donné son accord. Saisissez le numéro reçu.</translation>
    </message>
    <message>
        <source>You can ask again, or go to the desk.</source>
        <translation>Vous pouvez renouveler la demande, ou vous présenter au guichet.</translation>
    </message>
    <message>
        <source>The desk was told by e-mail: come back with your card and reference {reference}.</source>
        <translation>Le guichet a été prévenu par e-mail : revenez avec votre carte et la référence {reference}.</translation>
    </message>
    <message>
        <source>QR code of this request, for staff</source>
        <translation>Code QR de cette demande, pour le personnel</translation>
    </message>
    <message>
        <source>A new code is on its way…</source>
        <translation>Un nouveau code arrive…</translation>
    </message>
    <message>
        <source>New code in {time}</source>
        <translation>Nouveau code dans {time}</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Demander à nouveau</translation>
    </message>
</context>
<context>
    <name>Attract</name>
    <message>
        <source>Welcome</source>
        <translation>Bienvenue</translation>
    </message>
    <message>
        <source>Forgotten password?
Locked account?</source>
        <translation>Mot de passe oublié&#xa0;?
Compte bloqué&#xa0;?</translation>
    </message>
    <message>
        <source>Get back into your work or school account here, in a few minutes.</source>
        <translation>Récupérez ici votre compte professionnel ou scolaire, en quelques minutes.</translation>
    </message>
</context>
<context>
    <name>AttractView</name>
    <message>
        <source>Start</source>
        <translation>Commencer</translation>
    </message>
</context>
<context>
    <name>Bar</name>
    <message>
        <source>Back</source>
        <translation>Précédent</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Terminer</translation>
    </message>
    <message>
        <source>Reference {reference}</source>
        <translation>Référence {reference}</translation>
    </message>
    <message>
        <source>Verification step {number}</source>
        <translation>Étape de vérification {number}</translation>
    </message>
</context>
<context>
    <name>BottomBar</name>
    <message>
        <source>Ask staff</source>
        <translation>Demander au personnel</translation>
    </message>
    <message>
        <source>{desk}, open until {time}</source>
        <translation>{desk}, ouvert jusqu&apos;à {time}</translation>
    </message>
    <message>
        <source>{desk}, opens {time}</source>
        <translation>{desk}, ouvre {time}</translation>
    </message>
    <message>
        <source>open until {time}</source>
        <translation>ouvert jusqu&apos;à {time}</translation>
    </message>
    <message>
        <source>opens {time}</source>
        <translation>ouvre {time}</translation>
    </message>
</context>
<context>
    <name>Calling</name>
    <message>
        <source>We are calling you</source>
        <translation>Nous vous appelons</translation>
    </message>
    <message>
        <source>Answer, listen, then press this digit on your phone.</source>
        <translation>Décrochez, écoutez, puis appuyez sur ce chiffre de votre téléphone.</translation>
    </message>
    <message>
        <source>The call says where it comes from and nothing about you. Press 9 if you did not ask for it.</source>
        <translation>L&apos;appel dit d&apos;où il vient et rien sur vous. Appuyez sur 9 si vous ne l&apos;avez pas demandé.</translation>
    </message>
    <message>
        <source>Give me a code instead</source>
        <translation>Donnez-moi plutôt un code</translation>
    </message>
    <message>
        <source>Choose another method</source>
        <translation>Choisir une autre méthode</translation>
    </message>
</context>
<context>
    <name>CallingView</name>
    <message>
        <source>We are dialling {mask}…</source>
        <translation>Nous composons le {mask}…</translation>
    </message>
    <message>
        <source>Your phone {mask} is ringing.</source>
        <translation>Votre téléphone {mask} sonne.</translation>
    </message>
    <message>
        <source>You have answered: press the digit.</source>
        <translation>Vous avez décroché&#xa0;: appuyez sur le chiffre.</translation>
    </message>
    <message>
        <source>The call did not get through.</source>
        <translation>L&apos;appel n&apos;a pas abouti.</translation>
    </message>
    <message>
        <source>The call broke off: try again.</source>
        <translation>L&apos;appel a été interrompu&#xa0;: réessayez.</translation>
    </message>
    <message>
        <source>The right digit was pressed.</source>
        <translation>Le bon chiffre a été appuyé.</translation>
    </message>
</context>
<context>
    <name>Challenge</name>
    <message>
        <source>Listen</source>
        <translation>Écouter</translation>
    </message>
    <message>
        <source>Enter the characters in the picture or the digits in the audio.</source>
        <translation>Saisissez les caractères de l&apos;image ou les chiffres du fichier audio.</translation>
    </message>
    <message>
        <source>Listen again</source>
        <translation>Réécouter</translation>
    </message>
    <message>
        <source>Listen to the six digits and type them.</source>
        <translation>Écoutez les six chiffres et saisissez-les.</translation>
    </message>
    <message>
        <source>The voice is getting ready…</source>
        <translation>La voix se prépare…</translation>
    </message>
    <message>
        <source>The picture is getting ready…</source>
        <translation>L&apos;image se prépare…</translation>
    </message>
</context>
<context>
    <name>ChooseMethod</name>
    <message>
        <source>Choose how to be reached</source>
        <translation>Choisir la méthode de contact</translation>
    </message>
    <message>
        <source>Make your choice among these</source>
        <translation>Faites votre choix parmi ces méthodes</translation>
    </message>
    <message>
        <source>Continue on my phone</source>
        <translation>Continuer sur mon téléphone</translation>
    </message>
    <message>
        <source>Your full number or address</source>
        <translation>Votre numéro ou adresse en entier</translation>
    </message>
    <message>
        <source>No way to reach you is registered. Staff can help you.</source>
        <translation>Aucun moyen de vous joindre n&apos;est enregistré. Le personnel peut vous aider.</translation>
    </message>
</context>
<context>
    <name>ChooseMethodView</name>
    <message>
        <source>Choose the contact method to use for verification:</source>
        <translation>Choisissez la méthode de contact à utiliser pour la vérification&#xa0;:</translation>
    </message>
    <message>
        <source>Your e-mail address</source>
        <translation>Votre adresse email</translation>
    </message>
    <message>
        <source>Your mobile phone number</source>
        <translation>Votre numéro de téléphone mobile</translation>
    </message>
    <message>
        <source>Confirm that the e-mail is to be sent.</source>
        <translation>Valider l&apos;envoi de mail.</translation>
    </message>
    <message>
        <source>Type your complete mobile phone number ({mask}), to protect your account. Then press “Send a text message” to get a code.</source>
        <translation>Pour protéger votre compte, nous vous demandons de bien renseigner votre numéro de téléphone mobile complet ({mask}) ci-dessous, puis de cliquer sur le bouton &quot;Envoyer un SMS&quot; afin d&apos;envoyer un SMS contenant un code de vérification et de réinitialiser votre mot de passe.</translation>
    </message>
    <message>
        <source>Type your complete mobile phone number ({mask}), to protect your account. Then press “Call me”.</source>
        <translation>Pour protéger votre compte, nous vous demandons de bien renseigner votre numéro de téléphone mobile complet ({mask}) ci-dessous, puis de cliquer sur le bouton &quot;M&apos;appeler&quot; afin d&apos;être appelé et de réinitialiser votre mot de passe.</translation>
    </message>
    <message>
        <source>Type your complete e-mail address ({mask}), to protect your account. Then press “Send an e-mail” to get a code.</source>
        <translation>Pour protéger votre compte, nous vous demandons de bien renseigner votre adresse email complète ({mask}) ci-dessous, puis de cliquer sur le bouton &quot;Envoyer un e-mail&quot; afin d&apos;envoyer un e-mail contenant un code de vérification et de réinitialiser votre mot de passe.</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>Choose another method or ask staff: this one can be used again in %n minute(s).</source>
        <translation>
            <numerusform>Choisissez une autre méthode ou demandez au personnel&#xa0;: celle-ci sera à nouveau possible dans %n minute.</numerusform>
            <numerusform>Choisissez une autre méthode ou demandez au personnel&#xa0;: celle-ci sera à nouveau possible dans %n minutes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at least %n character(s)</source>
        <translation>
            <numerusform>un minimum de %n caractère</numerusform>
            <numerusform>un minimum de %n caractères</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %n character(s)</source>
        <translation>
            <numerusform>un maximum de %n caractère</numerusform>
            <numerusform>un maximum de %n caractères</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of these kinds: lower case, upper case, digit, special</source>
        <translation>
            <numerusform>%n de ces sortes&#xa0;: minuscule, majuscule, chiffre, spécial</numerusform>
            <numerusform>%n de ces sortes&#xa0;: minuscule, majuscule, chiffre, spécial</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>New picture in %n second(s)…</source>
        <translation>
            <numerusform>Nouvelle image dans %n seconde…</numerusform>
            <numerusform>Nouvelle image dans %n secondes…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The clock of this station is wrong by %n second(s).</source>
        <translation>
            <numerusform>L&apos;horloge de cette borne se trompe de %n seconde.</numerusform>
            <numerusform>L&apos;horloge de cette borne se trompe de %n secondes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) left</source>
        <translation>
            <numerusform>Il reste %n essai</numerusform>
            <numerusform>Il reste %n essais</numerusform>
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
        <translation>L&apos;envoi est en cours.</translation>
    </message>
    <message>
        <source>It is on its way.</source>
        <translation>Le message est en route.</translation>
    </message>
    <message>
        <source>It is in your mailbox.</source>
        <translation>Le message est dans votre boîte.</translation>
    </message>
    <message>
        <source>It has reached your phone.</source>
        <translation>Le message est arrivé sur votre téléphone.</translation>
    </message>
    <message>
        <source>It could not be delivered: choose another method.</source>
        <translation>Le message n&apos;a pas pu être remis&#xa0;: choisissez une autre méthode.</translation>
    </message>
    <message>
        <source>The call broke off: try again.</source>
        <translation>L&apos;appel a été interrompu&#xa0;: réessayez.</translation>
    </message>
    <message>
        <source>It has expired: try again.</source>
        <translation>Le message a expiré&#xa0;: réessayez.</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Open until {time}</source>
        <translation>Ouvert jusqu&apos;à {time}</translation>
    </message>
    <message>
        <source>Opens {time}</source>
        <translation>Ouvre {time}</translation>
    </message>
</context>
<context>
    <name>Done</name>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>What to do next</source>
        <translation>Et maintenant</translation>
    </message>
    <message>
        <source>Try it now</source>
        <translation>Essayer maintenant</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>Ajouter un contact</translation>
    </message>
    <message>
        <source>I lost my phone</source>
        <translation>J&apos;ai perdu mon téléphone</translation>
    </message>
</context>
<context>
    <name>DoneView</name>
    <message>
        <source>Your password is changed</source>
        <translation>Votre mot de passe est changé</translation>
    </message>
    <message>
        <source>Your account is unlocked</source>
        <translation>Votre compte est déverrouillé</translation>
    </message>
    <message>
        <source>{identifier}, on {date} at {time}</source>
        <translation>{identifier}, le {date} à {time}</translation>
    </message>
    <message>
        <source>From now on we can reach you at {contact}.</source>
        <translation>Désormais, nous pouvons vous joindre à {contact}.</translation>
    </message>
    <message>
        <source>Works now: {services}</source>
        <translation>Fonctionne dès maintenant&#xa0;: {services}</translation>
    </message>
    <message numerus="yes">
        <source>Works in %n minute(s): {service}</source>
        <translation>
            <numerusform>Fonctionne dans %n minute&#xa0;: {service}</numerusform>
            <numerusform>Fonctionne dans %n minutes&#xa0;: {service}</numerusform>
        </translation>
    </message>
    <message>
        <source>1.  Rejoin the Wi-Fi on each of your devices.</source>
        <translation>1.  Reconnectez chacun de vos appareils au Wi-Fi.</translation>
    </message>
    <message>
        <source>2.  Sign in again in your mail apps.</source>
        <translation>2.  Reconnectez-vous dans vos applications de messagerie.</translation>
    </message>
    <message>
        <source>3.  Update the password saved in your browser.</source>
        <translation>3.  Mettez à jour le mot de passe enregistré dans votre navigateur.</translation>
    </message>
    <message>
        <source>3.  Correct an old password saved in your browser.</source>
        <translation>3.  Corrigez un ancien mot de passe enregistré dans votre navigateur.</translation>
    </message>
    <message>
        <source>QR code of the sign-in page</source>
        <translation>Code QR de la page de connexion</translation>
    </message>
    <message>
        <source>Sign-in page, for your phone</source>
        <translation>Page de connexion, pour votre téléphone</translation>
    </message>
    <message>
        <source>QR code of this list</source>
        <translation>Code QR de cette liste</translation>
    </message>
    <message>
        <source>This list, for your phone</source>
        <translation>Cette liste, pour votre téléphone</translation>
    </message>
</context>
<context>
    <name>Enrol</name>
    <message>
        <source>Connect this station</source>
        <translation>Raccorder cette borne</translation>
    </message>
    <message>
        <source>An operator approves this station on any device. Compare the code and the fingerprint there.</source>
        <translation>Un opérateur approuve cette borne sur n&apos;importe quel appareil. Comparez-y le code et l&apos;empreinte.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Fingerprint of this station&apos;s key</source>
        <translation>Empreinte de la clé de cette borne</translation>
    </message>
</context>
<context>
    <name>EnrolView</name>
    <message>
        <source>Valid for {time}</source>
        <translation>Valable encore {time}</translation>
    </message>
    <message>
        <source>QR code of the console, for operators</source>
        <translation>Code QR de la console, pour les opérateurs</translation>
    </message>
    <message>
        <source>The station is asking the service for a code…</source>
        <translation>La borne demande un code au service…</translation>
    </message>
    <message>
        <source>Approved. The station is starting.</source>
        <translation>Approuvée. La borne démarre.</translation>
    </message>
    <message>
        <source>An operator refused this station.</source>
        <translation>Un opérateur a refusé cette borne.</translation>
    </message>
    <message>
        <source>The code has expired; a new one is on its way.</source>
        <translation>Le code a expiré&#xa0;; un nouveau arrive.</translation>
    </message>
</context>
<context>
    <name>EnterCode</name>
    <message>
        <source>Enter the code</source>
        <translation>Saisir le code</translation>
    </message>
    <message>
        <source>Choose the contact method to use for verification:</source>
        <translation>Choisissez la méthode de contact à utiliser pour la vérification&#xa0;:</translation>
    </message>
    <message>
        <source>Enter the code received by text message or e-mail</source>
        <translation>Indiquer le code reçu par sms ou email</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Contact your administrator</source>
        <translation>Contacter votre administrateur</translation>
    </message>
    <message>
        <source>Continue on my phone</source>
        <translation>Continuer sur mon téléphone</translation>
    </message>
</context>
<context>
    <name>EnterCodeView</name>
    <message>
        <source>We have sent the same code again.</source>
        <translation>Nous avons renvoyé le même code.</translation>
    </message>
    <message>
        <source>We have sent a verification text message to your phone.</source>
        <translation>Nous avons envoyé un SMS de vérification à votre téléphone.</translation>
    </message>
    <message>
        <source>We have sent a verification e-mail to your address.</source>
        <translation>Nous avons envoyé un e-mail de vérification à votre adresse.</translation>
    </message>
    <message>
        <source>We tell you a verification code by phone.</source>
        <translation>Nous vous dictons un code de vérification par téléphone.</translation>
    </message>
    <message>
        <source>The code has expired.</source>
        <translation>Le code a expiré.</translation>
    </message>
    <message>
        <source>The code expires in {time}</source>
        <translation>Le code expire dans {time}</translation>
    </message>
</context>
<context>
    <name>Fault</name>
    <message>
        <source>The service cannot be reached at the moment.</source>
        <translation>Le service n&apos;est pas joignable pour le moment.</translation>
    </message>
    <message>
        <source>The service could not prove that it is the right one.</source>
        <translation>Le service n&apos;a pas pu prouver qu&apos;il est le bon.</translation>
    </message>
    <message>
        <source>By the clock of this station the certificate of the service is not valid.</source>
        <translation>D&apos;après l&apos;horloge de cette borne, le certificat du service n&apos;est pas valable.</translation>
    </message>
    <message>
        <source>This station has been withdrawn by its operators.</source>
        <translation>Cette borne a été retirée par ses opérateurs.</translation>
    </message>
    <message>
        <source>This station stands in a network it may not use.</source>
        <translation>Cette borne se trouve dans un réseau qui ne lui est pas permis.</translation>
    </message>
    <message>
        <source>This station is not connected yet.</source>
        <translation>Cette borne n&apos;est pas encore raccordée.</translation>
    </message>
    <message>
        <source>An error occurred. Everything you typed was erased.</source>
        <translation>Une erreur s&apos;est produite. Tout ce que vous avez saisi est effacé.</translation>
    </message>
    <message>
        <source>The service gave an answer that makes no sense.</source>
        <translation>Le service a donné une réponse incompréhensible.</translation>
    </message>
    <message>
        <source>There is no keyring for the key of this station.</source>
        <translation>Il n&apos;y a pas de trousseau pour la clé de cette borne.</translation>
    </message>
    <message>
        <source>The keyring with the key of this station is locked.</source>
        <translation>Le trousseau qui contient la clé de cette borne est verrouillé.</translation>
    </message>
    <message>
        <source>The keyring did not answer in time.</source>
        <translation>Le trousseau n&apos;a pas répondu à temps.</translation>
    </message>
    <message>
        <source>The settings of this station cannot be used.</source>
        <translation>Les réglages de cette borne sont inutilisables.</translation>
    </message>
    <message>
        <source>The certificate authority of the service is missing.</source>
        <translation>L&apos;autorité de certification du service est absente.</translation>
    </message>
    <message>
        <source>This station cannot keep its files on the disk.</source>
        <translation>Cette borne ne peut pas garder ses fichiers sur le disque.</translation>
    </message>
</context>
<context>
    <name>Greeting</name>
    <message>
        <source>Touch here to begin</source>
        <translation>Touchez ici pour commencer</translation>
    </message>
</context>
<context>
    <name>Handoff</name>
    <message>
        <source>Continue on your phone</source>
        <translation>Continuer sur votre téléphone</translation>
    </message>
    <message>
        <source>Your phone shows two digits. Are they these?</source>
        <translation>Votre téléphone affiche deux chiffres. Sont-ils ceux-ci ?</translation>
    </message>
    <message>
        <source>No, they differ</source>
        <translation>Non, ils diffèrent</translation>
    </message>
    <message>
        <source>Yes, the same</source>
        <translation>Oui, les mêmes</translation>
    </message>
    <message>
        <source>No internet on your phone?</source>
        <translation>Pas d&apos;internet sur votre téléphone ?</translation>
    </message>
    <message>
        <source>Show the link again</source>
        <translation>Revoir le lien</translation>
    </message>
</context>
<context>
    <name>HandoffView</name>
    <message>
        <source>The link is being made…</source>
        <translation>Le lien se prépare…</translation>
    </message>
    <message>
        <source>Scan this code with your phone&apos;s camera, then tap “Continue on this phone”.</source>
        <translation>Scannez ce code avec l&apos;appareil photo de votre téléphone, puis touchez «&#xa0;Continuer sur ce téléphone&#xa0;».</translation>
    </message>
    <message>
        <source>Scan this code to join the guest network, then come back to the link.</source>
        <translation>Scannez ce code pour rejoindre le réseau invité, puis revenez au lien.</translation>
    </message>
    <message>
        <source>You can make a new link, or go back and continue here.</source>
        <translation>Vous pouvez créer un nouveau lien, ou revenir et continuer ici.</translation>
    </message>
    <message>
        <source>This page follows. Stay here until the phone says it is done.</source>
        <translation>Cette page suit. Restez ici jusqu&apos;à ce que le téléphone dise que c&apos;est terminé.</translation>
    </message>
    <message>
        <source>Only one phone can take it, and you confirm here that it is yours.</source>
        <translation>Un seul téléphone peut l&apos;utiliser, et vous confirmez ici que c&apos;est le vôtre.</translation>
    </message>
    <message>
        <source>QR code of the link for your phone</source>
        <translation>Code QR du lien pour votre téléphone</translation>
    </message>
    <message>
        <source>Network: {name}</source>
        <translation>Réseau : {name}</translation>
    </message>
    <message>
        <source>Password: {password}</source>
        <translation>Mot de passe : {password}</translation>
    </message>
    <message>
        <source>No password</source>
        <translation>Sans mot de passe</translation>
    </message>
    <message>
        <source>QR code of the guest network</source>
        <translation>Code QR du réseau invité</translation>
    </message>
    <message>
        <source>The link works for {time} more.</source>
        <translation>Le lien fonctionne encore {time}.</translation>
    </message>
    <message>
        <source>Your phone is choosing how to be reached.</source>
        <translation>Votre téléphone choisit le moyen de contact.</translation>
    </message>
    <message>
        <source>Your phone is waiting for the code.</source>
        <translation>Votre téléphone attend le code.</translation>
    </message>
    <message>
        <source>Your phone is choosing the new password.</source>
        <translation>Votre téléphone choisit le nouveau mot de passe.</translation>
    </message>
    <message>
        <source>Your phone continues.</source>
        <translation>Votre téléphone continue.</translation>
    </message>
    <message>
        <source>Continue here</source>
        <translation>Continuer ici</translation>
    </message>
    <message>
        <source>New link</source>
        <translation>Nouveau lien</translation>
    </message>
</context>
<context>
    <name>Identifier</name>
    <message>
        <source>Example: {example}</source>
        <translation>Exemple&#xa0;: {example}</translation>
    </message>
    <message>
        <source>Example: {example}, not {wrong}</source>
        <translation>Exemple&#xa0;: {example} et non {wrong}</translation>
    </message>
    <message>
        <source>Your family name, the first two letters of your given name and the year.</source>
        <translation>Votre nom de famille, les deux premières lettres de votre prénom et l&apos;année.</translation>
    </message>
</context>
<context>
    <name>Identify</name>
    <message>
        <source>Who are you?</source>
        <translation>Qui êtes-vous&#xa0;?</translation>
    </message>
    <message>
        <source>Card read</source>
        <translation>Carte lue</translation>
    </message>
    <message>
        <source>It takes the place of your user ID. It does not prove who you are.</source>
        <translation>Elle remplace votre ID d&apos;utilisateur. Elle ne prouve pas qui vous êtes.</translation>
    </message>
    <message>
        <source>Type my ID instead</source>
        <translation>Saisir plutôt mon ID</translation>
    </message>
    <message>
        <source>User ID:</source>
        <translation>Identifiant utilisateur&#xa0;:</translation>
    </message>
    <message>
        <source>User ID</source>
        <translation>Identifiant utilisateur</translation>
    </message>
    <message>
        <source>Picture with characters to type</source>
        <translation>Image avec des caractères à saisir</translation>
    </message>
    <message>
        <source>Listen to six digits</source>
        <translation>Écouter six chiffres</translation>
    </message>
    <message>
        <source>Ask staff</source>
        <translation>Demander au personnel</translation>
    </message>
    <message>
        <source>New picture</source>
        <translation>Nouvelle image</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Écouter</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Plus lentement</translation>
    </message>
    <message>
        <source>See a picture</source>
        <translation>Voir une image</translation>
    </message>
    <message>
        <source>This station has no voice at the moment. If you cannot read the picture, ask staff.</source>
        <translation>Cette borne n&apos;a pas de voix pour le moment. Si l&apos;image est illisible, demandez au personnel.</translation>
    </message>
    <message>
        <source>Characters of the picture or digits of the audio</source>
        <translation>Caractères de l&apos;image ou chiffres du fichier audio</translation>
    </message>
</context>
<context>
    <name>IdentifyView</name>
    <message>
        <source>To recover your account, enter the letters</source>
        <translation>Pour récupérer votre compte, saisissez les lettres</translation>
    </message>
    <message>
        <source>To recover your account, begin by entering your user ID, then the letters</source>
        <translation>Pour récupérer votre compte, commencez par saisir votre ID d&apos;utilisateur puis les lettres</translation>
    </message>
    <message>
        <source>To recover your account, begin by entering your user ID</source>
        <translation>Pour récupérer votre compte, commencez par saisir votre ID d&apos;utilisateur</translation>
    </message>
</context>
<context>
    <name>IdleWarning</name>
    <message>
        <source>Are you still there?</source>
        <translation>Êtes-vous toujours là&#xa0;?</translation>
    </message>
    <message>
        <source>Without an answer, everything you typed is erased.</source>
        <translation>Sans réponse, tout ce que vous avez saisi est effacé.</translation>
    </message>
</context>
<context>
    <name>IdleWarningView</name>
    <message numerus="yes">
        <source>second(s)</source>
        <translation>
            <numerusform>seconde</numerusform>
            <numerusform>secondes</numerusform>
        </translation>
    </message>
    <message>
        <source>I need more time</source>
        <translation>J&apos;ai besoin de plus de temps</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Capital letters</source>
        <translation>Majuscules</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>À gauche</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>À droite</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>Champ suivant</translation>
    </message>
    <message>
        <source>Hide the keyboard</source>
        <translation>Masquer le clavier</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Lettres</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>Symboles</translation>
    </message>
    <message>
        <source>Accents</source>
        <translation>Accents</translation>
    </message>
    <message>
        <source>Other layout</source>
        <translation>Autre disposition</translation>
    </message>
    <message>
        <source>Arabic or Latin letters</source>
        <translation>Lettres arabes ou latines</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espace</translation>
    </message>
    <message>
        <source>Capital letters, locked</source>
        <translation>Majuscules, verrouillées</translation>
    </message>
</context>
<context>
    <name>Limit</name>
    <message>
        <source>two minutes</source>
        <translation>deux minutes</translation>
    </message>
    <message>
        <source>one minute</source>
        <translation>une minute</translation>
    </message>
    <message>
        <source>30 seconds</source>
        <translation>30 secondes</translation>
    </message>
    <message>
        <source>The code expires in {time}. Then you can ask for a new one.</source>
        <translation>Le code expire dans {time}. Vous pourrez alors en demander un nouveau.</translation>
    </message>
    <message>
        <source>Your time to answer ends in {time}. Then you can choose a method again.</source>
        <translation>Votre temps pour répondre se termine dans {time}. Vous pourrez alors choisir à nouveau une méthode.</translation>
    </message>
    <message>
        <source>Your request to staff ends in {time}. Then you can ask again.</source>
        <translation>Votre demande au personnel se termine dans {time}. Vous pourrez alors la refaire.</translation>
    </message>
    <message>
        <source>The time of your phone ends in {time}. Then you can make a new link.</source>
        <translation>Le temps de votre téléphone se termine dans {time}. Vous pourrez alors créer un nouveau lien.</translation>
    </message>
    <message>
        <source>Your time ends in {time}. Then you begin again with your user ID.</source>
        <translation>Le temps prévu se termine dans {time}. Vous recommencerez alors avec votre identifiant.</translation>
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
        <translation>Couleurs</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Taille du texte</translation>
    </message>
    <message>
        <source>Buttons</source>
        <translation>Boutons</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>Animations</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>Lecture à voix haute</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volume</translation>
    </message>
    <message>
        <source>One switch</source>
        <translation>Contacteur unique</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Oui</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Non</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>White on black</source>
        <translation>Blanc sur noir</translation>
    </message>
    <message>
        <source>Black on white</source>
        <translation>Noir sur blanc</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Partout</translation>
    </message>
    <message>
        <source>Low down</source>
        <translation>En bas</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Plus lente</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>Faible</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Moyen</translation>
    </message>
    <message>
        <source>Loud</source>
        <translation>Fort</translation>
    </message>
    <message>
        <source>Loudest</source>
        <translation>Très fort</translation>
    </message>
</context>
<context>
    <name>LookPanel</name>
    <message>
        <source>Adapt the station to you</source>
        <translation>Adaptez la borne à vos besoins</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
</context>
<context>
    <name>LostPhone</name>
    <message>
        <source>A lost phone</source>
        <translation>Téléphone perdu</translation>
    </message>
    <message>
        <source>Your phone is lost</source>
        <translation>Votre téléphone est perdu</translation>
    </message>
    <message>
        <source>Temporary pass</source>
        <translation>Code temporaire</translation>
    </message>
    <message>
        <source>You cannot write it down? Staff can have your old phone removed instead.</source>
        <translation>Vous ne pouvez pas le noter&#xa0;? Le personnel peut faire retirer votre ancien téléphone.</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>Ajouter un contact</translation>
    </message>
</context>
<context>
    <name>LostPhoneView</name>
    <message>
        <source>Use this temporary pass once, where a sign-in asks for your phone.</source>
        <translation>Utilisez ce code temporaire une seule fois, là où une connexion demande votre téléphone.</translation>
    </message>
    <message>
        <source>Tell the member of staff who helped you that your phone is lost.</source>
        <translation>Dites au personnel que votre téléphone est perdu.</translation>
    </message>
    <message numerus="yes">
        <source>It works for %n minute(s). Write it down: nobody sees it again.</source>
        <translation>
            <numerusform>Il fonctionne pendant %n minute. Notez-le&#xa0;: personne ne le reverra.</numerusform>
            <numerusform>Il fonctionne pendant %n minutes. Notez-le&#xa0;: personne ne le reverra.</numerusform>
        </translation>
    </message>
    <message>
        <source>Then register your new phone.</source>
        <translation>Enregistrez ensuite votre nouveau téléphone.</translation>
    </message>
    <message>
        <source>You have had as many passes as one visit allows.</source>
        <translation>Vous avez reçu autant de codes temporaires qu&apos;une visite le permet.</translation>
    </message>
    <message>
        <source>They have the old one removed from your sign-ins. Then register your new phone.</source>
        <translation>Il fait retirer l&apos;ancien de vos connexions. Enregistrez ensuite votre nouveau téléphone.</translation>
    </message>
</context>
<context>
    <name>Maintenance</name>
    <message>
        <source>Station maintenance</source>
        <translation>Maintenance de la borne</translation>
    </message>
    <message>
        <source>For staff. Whoever was here before has been signed out.</source>
        <translation>Pour le personnel. La personne qui était ici a été déconnectée.</translation>
    </message>
    <message>
        <source>One-time code from the console, to open more:</source>
        <translation>Code à usage unique de la console, pour ouvrir la suite :</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Restart the station</source>
        <translation>Redémarrer la borne</translation>
    </message>
    <message>
        <source>Leave kiosk mode</source>
        <translation>Quitter le mode borne</translation>
    </message>
</context>
<context>
    <name>MaintenanceView</name>
    <message>
        <source>Program</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Écran</translation>
    </message>
    <message>
        <source>Touch and keyboard</source>
        <translation>Tactile et clavier</translation>
    </message>
    <message>
        <source>Free on disk</source>
        <translation>Libre sur le disque</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Horloge</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Starts</source>
        <translation>Démarrages</translation>
    </message>
    <message>
        <source>Type the code from the console.</source>
        <translation>Tapez le code de la console.</translation>
    </message>
    <message>
        <source>Make a new code in the console: that one is wrong, used, or too old.</source>
        <translation>Créez un nouveau code dans la console : celui-là est faux, déjà utilisé ou trop ancien.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
</context>
<context>
    <name>Method</name>
    <message>
        <source>Send an e-mail to my alternate e-mail address</source>
        <translation>Envoyer un courrier électronique sur mon adresse de messagerie secondaire</translation>
    </message>
    <message>
        <source>Send a text message to my mobile phone</source>
        <translation>Envoyer un SMS à mon téléphone mobile</translation>
    </message>
    <message>
        <source>Call my mobile phone</source>
        <translation>Appeler mon numéro de téléphone mobile</translation>
    </message>
    <message>
        <source>Type the code of my authenticator app</source>
        <translation>Saisir le code de mon application d&apos;authentification</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Text message</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Appel</translation>
    </message>
    <message>
        <source>App</source>
        <translation>Application</translation>
    </message>
    <message>
        <source>Send an e-mail</source>
        <translation>Envoyer un e-mail</translation>
    </message>
    <message>
        <source>Send a text message</source>
        <translation>Envoyer un SMS</translation>
    </message>
    <message>
        <source>Call me</source>
        <translation>M&apos;appeler</translation>
    </message>
</context>
<context>
    <name>NewPassword</name>
    <message>
        <source>Choose a new password</source>
        <translation>Choisir un nouveau mot de passe</translation>
    </message>
    <message>
        <source>Enter your password twice</source>
        <translation>Indiquer 2 fois votre mot de passe</translation>
    </message>
    <message>
        <source>* Enter the new password:</source>
        <translation>* Saisissez le nouveau mot de passe&#xa0;:</translation>
    </message>
    <message>
        <source>New password, required</source>
        <translation>Nouveau mot de passe, obligatoire</translation>
    </message>
    <message>
        <source>Show the passwords for five seconds</source>
        <translation>Montrer les mots de passe pendant cinq secondes</translation>
    </message>
    <message>
        <source>* Confirm the new password:</source>
        <translation>* Confirmez le nouveau mot de passe&#xa0;:</translation>
    </message>
    <message>
        <source>New password again, required</source>
        <translation>Nouveau mot de passe une seconde fois, obligatoire</translation>
    </message>
    <message>
        <source>Continue on my phone</source>
        <translation>Continuer sur mon téléphone</translation>
    </message>
    <message>
        <source>What the password must contain</source>
        <translation>Ce que le mot de passe doit contenir</translation>
    </message>
    <message>
        <source>Strength of the password</source>
        <translation>Solidité du mot de passe</translation>
    </message>
    <message>
        <source>* required</source>
        <translation>* obligatoire</translation>
    </message>
</context>
<context>
    <name>NewPasswordView</name>
    <message>
        <source>Several unrelated words make a strong password.</source>
        <translation>Plusieurs mots sans lien font un mot de passe solide.</translation>
    </message>
    <message>
        <source>Strength: very good</source>
        <translation>Solidité&#xa0;: très bonne</translation>
    </message>
    <message>
        <source>Strength: good</source>
        <translation>Solidité&#xa0;: bonne</translation>
    </message>
    <message>
        <source>Strength: weak, as “{word}” is guessed early</source>
        <translation>Solidité&#xa0;: faible, «&#xa0;{word}&#xa0;» se devine vite</translation>
    </message>
    <message>
        <source>Strength: weak, as a word in it is guessed early</source>
        <translation>Solidité&#xa0;: faible, car un mot qu&apos;il contient se devine vite</translation>
    </message>
    <message>
        <source>Strength: weak, longer is better</source>
        <translation>Solidité&#xa0;: faible, plus long c&apos;est mieux</translation>
    </message>
    <message>
        <source>Set the password</source>
        <translation>Changer le mot de passe</translation>
    </message>
</context>
<context>
    <name>OutOfService</name>
    <message>
        <source>Out of service</source>
        <translation>Hors service</translation>
    </message>
</context>
<context>
    <name>OutOfServiceView</name>
    <message>
        <source>The station is starting</source>
        <translation>La borne démarre</translation>
    </message>
    <message>
        <source>This takes a few seconds.</source>
        <translation>Cela prend quelques secondes.</translation>
    </message>
    <message>
        <source>An operator is needed</source>
        <translation>Un opérateur est nécessaire</translation>
    </message>
    <message>
        <source>This station is out of service</source>
        <translation>Cette borne est hors service</translation>
    </message>
    <message>
        <source>Clock of this station: {time}</source>
        <translation>Horloge de cette borne&#xa0;: {time}</translation>
    </message>
    <message>
        <source>Trying again…</source>
        <translation>Nouvel essai…</translation>
    </message>
    <message numerus="yes">
        <source>It tries again by itself in %n second(s).</source>
        <translation>
            <numerusform>Elle réessaie d&apos;elle-même dans %n seconde.</numerusform>
            <numerusform>Elle réessaie d&apos;elle-même dans %n secondes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Staff can still help: {desk}, {place}</source>
        <translation>Le personnel peut vous aider&#xa0;: {desk}, {place}</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>Please try again: the service did not answer.</source>
        <translation>Veuillez réessayer&#xa0;: le service n&apos;a pas répondu.</translation>
    </message>
    <message>
        <source>We don&apos;t recognise this user ID or password. Be sure to type the password of your work or school account.</source>
        <translation>Nous ne reconnaissons pas cet ID utilisateur ou ce mot de passe. Assurez-vous de taper le mot de passe de votre compte professionnel ou scolaire.</translation>
    </message>
    <message>
        <source>Press Next to get back into your account. Passwords cannot be tried at this station.</source>
        <translation>Touchez Suivant pour récupérer votre compte. Cette borne ne peut pas essayer de mot de passe.</translation>
    </message>
    <message>
        <source>Type your user ID.</source>
        <translation>Saisissez votre identifiant utilisateur.</translation>
    </message>
    <message>
        <source>Type your password.</source>
        <translation>Saisissez votre mot de passe.</translation>
    </message>
    <message>
        <source>Type the characters of the picture, or listen to the digits.</source>
        <translation>Saisissez les caractères de l&apos;image, ou écoutez les chiffres.</translation>
    </message>
    <message>
        <source>Try this new picture: the answer was not the right one.</source>
        <translation>Essayez cette nouvelle image&#xa0;: la réponse n&apos;était pas la bonne.</translation>
    </message>
    <message>
        <source>Please start again here: the time for this reset has run out.</source>
        <translation>Veuillez recommencer ici&#xa0;: le temps de la réinitialisation est écoulé.</translation>
    </message>
    <message>
        <source>Type the characters too, or listen to the digits.</source>
        <translation>Saisissez aussi les caractères, ou écoutez les chiffres.</translation>
    </message>
    <message>
        <source>Listen to these new digits: the answer was not the right one.</source>
        <translation>Écoutez ces nouveaux chiffres&#xa0;: la réponse n&apos;était pas la bonne.</translation>
    </message>
    <message>
        <source>The first step is done. Choose a second method to finish the verification.</source>
        <translation>La première étape est faite. Choisissez une seconde méthode pour terminer la vérification.</translation>
    </message>
    <message>
        <source>Type the full number or address first.</source>
        <translation>Saisissez d&apos;abord le numéro ou l&apos;adresse en entier.</translation>
    </message>
    <message>
        <source>Check what you typed: it is not the one registered. Nothing was sent.</source>
        <translation>Vérifiez votre saisie&#xa0;: ce n&apos;est pas ce qui est enregistré. Rien n&apos;a été envoyé.</translation>
    </message>
    <message>
        <source>Check what you typed: it does not look complete. This was not counted as an attempt.</source>
        <translation>Vérifiez votre saisie&#xa0;: elle ne semble pas complète. Ceci n&apos;a pas compté comme un essai.</translation>
    </message>
    <message>
        <source>Choose another method: the message could not be delivered.</source>
        <translation>Choisissez une autre méthode&#xa0;: le message n&apos;a pas pu être remis.</translation>
    </message>
    <message>
        <source>The call broke off, which was not your fault: try again.</source>
        <translation>L&apos;appel a été interrompu, sans faute de votre part&#xa0;: réessayez.</translation>
    </message>
    <message>
        <source>Ask for a new code: that one was tried too many times.</source>
        <translation>Demandez un nouveau code&#xa0;: celui-ci a été essayé trop souvent.</translation>
    </message>
    <message>
        <source>Ask for a new code: that one has expired.</source>
        <translation>Demandez un nouveau code&#xa0;: celui-ci a expiré.</translation>
    </message>
    <message>
        <source>Choose another method or ask staff: too many messages were sent this way.</source>
        <translation>Choisissez une autre méthode ou demandez au personnel&#xa0;: trop d&apos;envois par cette voie.</translation>
    </message>
    <message>
        <source>Type the code you received.</source>
        <translation>Saisissez le code reçu.</translation>
    </message>
    <message>
        <source>Check the code and type it again: it is not the right one.</source>
        <translation>Vérifiez le code et saisissez-le à nouveau&#xa0;: ce n&apos;est pas le bon.</translation>
    </message>
    <message>
        <source>Type the number that staff gave you.</source>
        <translation>Saisissez le numéro remis par le personnel.</translation>
    </message>
    <message>
        <source>Ask staff for the number again: that is not it.</source>
        <translation>Redemandez le numéro au personnel&#xa0;: ce n&apos;est pas celui-là.</translation>
    </message>
    <message>
        <source>Staff did not approve the request. They can tell you why.</source>
        <translation>Le personnel n&apos;a pas approuvé la demande. Il peut vous dire pourquoi.</translation>
    </message>
    <message>
        <source>Ask again: the request has run out of time.</source>
        <translation>Demandez à nouveau&#xa0;: la demande a expiré.</translation>
    </message>
    <message>
        <source>Staff can help you now. The automatic way rests until tomorrow.</source>
        <translation>Le personnel peut vous aider maintenant. La voie automatique reprend demain.</translation>
    </message>
    <message>
        <source>Type a new password, twice.</source>
        <translation>Saisissez un nouveau mot de passe, deux fois.</translation>
    </message>
    <message>
        <source>Type the same password twice: the two differ.</source>
        <translation>Saisissez deux fois le même mot de passe&#xa0;: les deux diffèrent.</translation>
    </message>
    <message>
        <source>Choose another password: {reasons}.</source>
        <translation>Choisissez un autre mot de passe&#xa0;: {reasons}.</translation>
    </message>
    <message>
        <source>Please try again in a moment: nothing was changed, the directory did not answer.</source>
        <translation>Veuillez réessayer dans un instant&#xa0;: rien n&apos;a changé, l&apos;annuaire n&apos;a pas répondu.</translation>
    </message>
    <message>
        <source>Choose a new password: the account could not be unlocked.</source>
        <translation>Choisissez un nouveau mot de passe&#xa0;: le compte n&apos;a pas pu être déverrouillé.</translation>
    </message>
    <message>
        <source>Make a new link: another phone had taken that one.</source>
        <translation>Créez un nouveau lien : un autre téléphone avait pris celui-là.</translation>
    </message>
    <message>
        <source>Make a new link: that one has run out, or was ended.</source>
        <translation>Créez un nouveau lien : celui-là a expiré ou a été arrêté.</translation>
    </message>
    <message>
        <source>Type the number or the address.</source>
        <translation>Tapez le numéro ou l&apos;adresse.</translation>
    </message>
    <message>
        <source>Choose another one: that number or address cannot be used here.</source>
        <translation>Choisissez-en un autre : ce numéro ou cette adresse ne peut pas servir ici.</translation>
    </message>
</context>
<context>
    <name>RegisterContact</name>
    <message>
        <source>Register a way to be reached</source>
        <translation>Enregistrer un moyen de contact</translation>
    </message>
    <message>
        <source>A mobile phone number</source>
        <translation>Un numéro de téléphone mobile</translation>
    </message>
    <message>
        <source>A personal e-mail address</source>
        <translation>Une adresse électronique personnelle</translation>
    </message>
    <message>
        <source>I lost my phone</source>
        <translation>J&apos;ai perdu mon téléphone</translation>
    </message>
    <message>
        <source>Number or address</source>
        <translation>Numéro ou adresse</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Finish without the code</source>
        <translation>Terminer sans le code</translation>
    </message>
</context>
<context>
    <name>RegisterContactView</name>
    <message>
        <source>We have sent a code to {contact}.</source>
        <translation>Nous avons envoyé un code à {contact}.</translation>
    </message>
    <message>
        <source>Next time a code can reach you, and you will not need staff.</source>
        <translation>La prochaine fois, un code pourra vous parvenir, sans passer par le personnel.</translation>
    </message>
    <message>
        <source>Your personal e-mail address</source>
        <translation>Votre adresse électronique personnelle</translation>
    </message>
    <message>
        <source>Your mobile phone number</source>
        <translation>Votre numéro de téléphone mobile</translation>
    </message>
    <message>
        <source>Not your address here: you could not read it when locked out.</source>
        <translation>Pas votre adresse d&apos;ici : vous ne pourriez pas la lire une fois bloqué.</translation>
    </message>
    <message>
        <source>Enter the code you received</source>
        <translation>Indiquez le code reçu</translation>
    </message>
</context>
<context>
    <name>Remedy</name>
    <message>
        <source>Staff: if it lasts, check the network of this station.</source>
        <translation>Personnel&#xa0;: si cela dure, vérifiez le réseau de cette borne.</translation>
    </message>
    <message>
        <source>Staff: tell the operators, who check the certificate of the service.</source>
        <translation>Personnel&#xa0;: prévenez les opérateurs, qui vérifient le certificat du service.</translation>
    </message>
    <message>
        <source>Staff: tell the operators, who check the clock and the certificate of the service.</source>
        <translation>Personnel&#xa0;: prévenez les opérateurs, qui vérifient l&apos;horloge et le certificat du service.</translation>
    </message>
    <message>
        <source>Staff: tell the operators, who set the clock.</source>
        <translation>Personnel&#xa0;: prévenez les opérateurs, qui mettent la borne à l&apos;heure.</translation>
    </message>
    <message>
        <source>Staff: tell the operators, who can connect the station again.</source>
        <translation>Personnel&#xa0;: prévenez les opérateurs, qui peuvent raccorder la borne à nouveau.</translation>
    </message>
    <message>
        <source>Staff: bring it back to its place, or tell the operators, who set its network.</source>
        <translation>Personnel : remettez-la à sa place, ou prévenez les opérateurs, qui règlent son réseau.</translation>
    </message>
    <message>
        <source>Staff: tell the operators, who approve it at the backend.</source>
        <translation>Personnel&#xa0;: prévenez les opérateurs, qui l&apos;approuvent au serveur.</translation>
    </message>
    <message>
        <source>Staff: if it happens again, tell the operators the reference.</source>
        <translation>Personnel&#xa0;: si cela se reproduit, donnez la référence aux opérateurs.</translation>
    </message>
    <message>
        <source>Staff: tell the operators the reference; station and service may differ in version.</source>
        <translation>Personnel&#xa0;: donnez la référence aux opérateurs. La borne et le service n&apos;ont peut-être pas la même version.</translation>
    </message>
    <message>
        <source>Install the keyring, or start it.</source>
        <translation>Installez le trousseau de clés, ou démarrez-le.</translation>
    </message>
    <message>
        <source>Unlock the keyring.</source>
        <translation>Déverrouillez le trousseau de clés.</translation>
    </message>
    <message>
        <source>If it lasts, check the keyring and restart the station.</source>
        <translation>Si cela dure, vérifiez le trousseau de clés et redémarrez la borne.</translation>
    </message>
    <message>
        <source>Correct the settings.</source>
        <translation>Corrigez les réglages.</translation>
    </message>
    <message>
        <source>Put the certificate authority in place, or check the network.</source>
        <translation>Mettez l&apos;autorité de certification en place, ou vérifiez le réseau.</translation>
    </message>
    <message>
        <source>Make room on the disk, or let the station write to its folder.</source>
        <translation>Libérez de la place sur le disque, ou laissez la borne écrire dans son dossier.</translation>
    </message>
</context>
<context>
    <name>Resend</name>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Try again in {time}</source>
        <translation>Réessayer dans {time}</translation>
    </message>
</context>
<context>
    <name>Rule</name>
    <message>
        <source>a lower-case letter</source>
        <translation>une minuscule</translation>
    </message>
    <message>
        <source>an upper-case letter</source>
        <translation>une majuscule</translation>
    </message>
    <message>
        <source>at least one digit</source>
        <translation>au moins un chiffre</translation>
    </message>
    <message>
        <source>a special character</source>
        <translation>un caractère spécial</translation>
    </message>
    <message>
        <source>without the characters that are not accepted: {characters}</source>
        <translation>sans les caractères refusés&#xa0;: {characters}</translation>
    </message>
    <message>
        <source>space</source>
        <translation>espace</translation>
    </message>
    <message>
        <source>it is too short</source>
        <translation>il est trop court</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>il est trop long</translation>
    </message>
    <message>
        <source>it lacks a lower-case letter</source>
        <translation>il manque une minuscule</translation>
    </message>
    <message>
        <source>it lacks an upper-case letter</source>
        <translation>il manque une majuscule</translation>
    </message>
    <message>
        <source>it lacks a digit</source>
        <translation>il manque un chiffre</translation>
    </message>
    <message>
        <source>it lacks a special character</source>
        <translation>il manque un caractère spécial</translation>
    </message>
    <message>
        <source>it needs more kinds of characters</source>
        <translation>il faut plus de sortes de caractères</translation>
    </message>
    <message>
        <source>you have used it before</source>
        <translation>vous l&apos;avez déjà utilisé</translation>
    </message>
    <message>
        <source>the last change was too short a time ago</source>
        <translation>le dernier changement est trop récent</translation>
    </message>
    <message>
        <source>the current password is no longer the right one</source>
        <translation>le mot de passe actuel n&apos;est plus le bon</translation>
    </message>
    <message>
        <source>the directory does not accept it</source>
        <translation>l&apos;annuaire ne l&apos;accepte pas</translation>
    </message>
    <message>
        <source>the character {detail} is not accepted</source>
        <translation>le caractère {detail} n&apos;est pas accepté</translation>
    </message>
    <message>
        <source>“{detail}” is guessed at once</source>
        <translation>«&#xa0;{detail}&#xa0;» se devine tout de suite</translation>
    </message>
    <message>
        <source>“{detail}” is a word of the college</source>
        <translation>«&#xa0;{detail}&#xa0;» est un mot de l&apos;école</translation>
    </message>
    <message>
        <source>“{detail}” is part of your name or user ID</source>
        <translation>«&#xa0;{detail}&#xa0;» fait partie de votre nom ou identifiant</translation>
    </message>
    <message>
        <source>it contains a character that is not accepted</source>
        <translation>il contient un caractère refusé</translation>
    </message>
    <message>
        <source>it is guessed at once</source>
        <translation>il se devine tout de suite</translation>
    </message>
    <message>
        <source>it contains a word of the college</source>
        <translation>il contient un mot de l&apos;école</translation>
    </message>
    <message>
        <source>it contains your name or user ID</source>
        <translation>il contient votre nom ou votre identifiant</translation>
    </message>
    <message>
        <source>the same password twice</source>
        <translation>deux fois le même mot de passe</translation>
    </message>
    <message>
        <source>met</source>
        <translation>respecté</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>pas encore</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Sign in</source>
        <translation>Se connecter</translation>
    </message>
    <message>
        <source>Work or school account</source>
        <translation>Compte professionnel ou scolaire</translation>
    </message>
    <message>
        <source>User ID:</source>
        <translation>Identifiant utilisateur&#xa0;:</translation>
    </message>
    <message>
        <source>User ID</source>
        <translation>Identifiant utilisateur</translation>
    </message>
    <message>
        <source>Password:</source>
        <translation>Mot de passe&#xa0;:</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mot de passe</translation>
    </message>
    <message>
        <source>Show the password for five seconds</source>
        <translation>Montrer le mot de passe pendant cinq secondes</translation>
    </message>
    <message>
        <source>Keep me signed in</source>
        <translation>Maintenir la connexion</translation>
    </message>
    <message>
        <source>Always off on a shared station.</source>
        <translation>Toujours désactivé sur une borne partagée.</translation>
    </message>
    <message>
        <source>Can&apos;t access your account?</source>
        <translation>Votre compte n&apos;est pas accessible&#xa0;?</translation>
    </message>
    <message>
        <source>Forgot your password?</source>
        <translation>Vous avez oublié votre mot de passe&#xa0;?</translation>
    </message>
</context>
<context>
    <name>SignInView</name>
    <message>
        <source>Sign in</source>
        <translation>Se connecter</translation>
    </message>
</context>
<context>
    <name>Speech</name>
    <message>
        <source>not read aloud</source>
        <translation>non lu à voix haute</translation>
    </message>
    <message>
        <source>{place} of {number}</source>
        <translation>{place} sur {number}</translation>
    </message>
    <message>
        <source>button</source>
        <translation>bouton</translation>
    </message>
    <message>
        <source>choice</source>
        <translation>choix</translation>
    </message>
    <message>
        <source>field</source>
        <translation>champ</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>choisi</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>non choisi</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>non disponible</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vide</translation>
    </message>
    <message>
        <source>Plug in a headset to hear the characters.</source>
        <translation>Branchez un casque pour entendre les caractères.</translation>
    </message>
    <message>
        <source>Show the password to hear its characters.</source>
        <translation>Affichez le mot de passe pour entendre ses caractères.</translation>
    </message>
    <message>
        <source>character</source>
        <translation>caractère</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>effacé</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>gardé</translation>
    </message>
    <message>
        <source>space</source>
        <translation>espace</translation>
    </message>
    <message>
        <source>dot</source>
        <translation>point</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>virgule</translation>
    </message>
    <message>
        <source>hyphen</source>
        <translation>tiret</translation>
    </message>
    <message>
        <source>underscore</source>
        <translation>tiret bas</translation>
    </message>
    <message>
        <source>at sign</source>
        <translation>arobase</translation>
    </message>
    <message>
        <source>exclamation mark</source>
        <translation>point d’exclamation</translation>
    </message>
    <message>
        <source>question mark</source>
        <translation>point d’interrogation</translation>
    </message>
    <message>
        <source>apostrophe</source>
        <translation>apostrophe</translation>
    </message>
    <message>
        <source>quotation mark</source>
        <translation>guillemet</translation>
    </message>
    <message>
        <source>colon</source>
        <translation>deux-points</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>point-virgule</translation>
    </message>
    <message>
        <source>open bracket</source>
        <translation>parenthèse ouvrante</translation>
    </message>
    <message>
        <source>close bracket</source>
        <translation>parenthèse fermante</translation>
    </message>
    <message>
        <source>capital {letter}</source>
        <translation>{letter} majuscule</translation>
    </message>
    <message>
        <source>small letters</source>
        <translation>minuscules</translation>
    </message>
    <message>
        <source>capital letters</source>
        <translation>majuscules</translation>
    </message>
    <message>
        <source>digits</source>
        <translation>chiffres</translation>
    </message>
    <message>
        <source>Volume {percent} per cent</source>
        <translation>Volume {percent} pour cent</translation>
    </message>
    <message>
        <source>Speech on. On the number pad, plus goes on, minus goes back, Enter chooses, slash repeats.</source>
        <translation>Lecture activée. Sur le pavé numérique, plus avance, moins recule, Entrée choisit, la barre oblique répète.</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Plus lentement</translation>
    </message>
    <message>
        <source>Speech off</source>
        <translation>Lecture désactivée</translation>
    </message>
    <message>
        <source>Speech is not available at this station: ask staff.</source>
        <translation>La lecture vocale n’est pas disponible à cette borne : adressez-vous au personnel.</translation>
    </message>
    <message>
        <source>Speech is not available in this language.</source>
        <translation>La lecture vocale n’est pas disponible dans cette langue.</translation>
    </message>
    <message>
        <source>One level up</source>
        <translation>Un niveau plus haut</translation>
    </message>
    <message>
        <source>From {first} to {last}</source>
        <translation>De {first} à {last}</translation>
    </message>
</context>
<context>
    <name>SpokenCounts</name>
    <message numerus="yes">
        <source>%n character(s)</source>
        <translation>
            <numerusform>%n caractère</numerusform>
            <numerusform>%n caractères</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>Il reste %n seconde</numerusform>
            <numerusform>Il reste %n secondes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Suggestion</name>
    <message>
        <source>Your user ID is {rewritten}, not {typed}.</source>
        <translation>Votre identifiant est {rewritten} et non {typed}.</translation>
    </message>
    <message>
        <source>No, keep what I typed: {typed}</source>
        <translation>Non, garder ce que j&apos;ai saisi&#xa0;: {typed}</translation>
    </message>
    <message>
        <source>Yes, use this ID</source>
        <translation>Oui, cet identifiant</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>On-screen keyboard</source>
        <translation>Clavier à l&apos;écran</translation>
    </message>
    <message>
        <source>Adapt the station: colours, text size, voice</source>
        <translation>Adapter la borne : couleurs, taille du texte, voix</translation>
    </message>
</context>
<context>
    <name>Trail</name>
    <message>
        <source>verification step {number}</source>
        <translation>étape de vérification {number}</translation>
    </message>
    <message>
        <source>choose a new password</source>
        <translation>choisir un nouveau mot de passe</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>Connection interrupted. We are trying again…</source>
        <translation>Connexion interrompue. Nous réessayons…</translation>
    </message>
    <message>
        <source>Reference {reference}</source>
        <translation>Référence {reference}</translation>
    </message>
</context>
<context>
    <name>UnlockOnly</name>
    <message>
        <source>Your account is locked</source>
        <translation>Votre compte est verrouillé</translation>
    </message>
    <message>
        <source>Do you still know your password? Keep it: we only unlock the account.</source>
        <translation>Vous connaissez encore votre mot de passe&#xa0;? Gardez-le&#xa0;: nous déverrouillons seulement le compte.</translation>
    </message>
    <message>
        <source>Keep my password and unlock</source>
        <translation>Garder mon mot de passe et déverrouiller</translation>
    </message>
    <message>
        <source>Choose a new password</source>
        <translation>Choisir un nouveau mot de passe</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>One moment</source>
        <translation>Un instant</translation>
    </message>
    <message>
        <source>One moment, please</source>
        <translation>Un instant, s&apos;il vous plaît</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>En cours</translation>
    </message>
</context>
<context>
    <name>WaitingView</name>
    <message>
        <source>We are preparing the message.</source>
        <translation>Nous préparons l&apos;envoi.</translation>
    </message>
    <message>
        <source>We are checking what you typed.</source>
        <translation>Nous vérifions votre saisie.</translation>
    </message>
    <message>
        <source>We are setting your new password. Do not leave yet.</source>
        <translation>Nous enregistrons votre nouveau mot de passe. Ne partez pas encore.</translation>
    </message>
    <message>
        <source>We are unlocking your account. Do not leave yet.</source>
        <translation>Nous déverrouillons votre compte. Ne partez pas encore.</translation>
    </message>
    <message>
        <source>We are telling staff.</source>
        <translation>Nous prévenons le personnel.</translation>
    </message>
    <message>
        <source>We are looking for what is possible.</source>
        <translation>Nous cherchons ce qui est possible.</translation>
    </message>
    <message>
        <source>We are waiting for an answer.</source>
        <translation>Nous attendons une réponse.</translation>
    </message>
    <message numerus="yes">
        <source>The station is very busy: this goes on in %n second(s).</source>
        <translation>
            <numerusform>La borne est très sollicitée&#xa0;: suite dans %n seconde.</numerusform>
            <numerusform>La borne est très sollicitée&#xa0;: suite dans %n secondes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WriteUnknown</name>
    <message>
        <source>Not certain</source>
        <translation>Incertain</translation>
    </message>
    <message>
        <source>We could not make sure</source>
        <translation>Nous n&apos;en sommes pas certains</translation>
    </message>
    <message>
        <source>Your change was sent, but its confirmation did not arrive.</source>
        <translation>Votre changement est parti, mais sa confirmation n&apos;est pas arrivée.</translation>
    </message>
    <message>
        <source>Try to sign in with the new password. If it does not work, ask staff.</source>
        <translation>Essayez de vous connecter avec le nouveau mot de passe. Sinon, demandez au personnel.</translation>
    </message>
</context>
<context>
    <name>WriteUnknownView</name>
    <message>
        <source>Try to sign in</source>
        <translation>Essayer de se connecter</translation>
    </message>
</context>
</TS>
