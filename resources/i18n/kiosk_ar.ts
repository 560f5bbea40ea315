<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>Accepted</name>
    <message>
        <source>Signed in</source>
        <translation>تم تسجيل الدخول</translation>
    </message>
    <message>
        <source>Your password works</source>
        <translation>كلمة مرورك صحيحة</translation>
    </message>
    <message>
        <source>You can leave now, or choose a new password.</source>
        <translation>يمكنك إنهاء الزيارة الآن أو اختيار كلمة مرور جديدة.</translation>
    </message>
    <message>
        <source>Choose a new password</source>
        <translation>اختيار كلمة مرور جديدة</translation>
    </message>
</context>
<context>
    <name>AcceptedView</name>
    <message>
        <source>You can sign in as {identifier}.</source>
        <translation>يمكنك تسجيل الدخول باسم {identifier}.</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Type the code that your authenticator app shows now.</source>
        <translation>يرجى كتابة الرمز الذي يعرضه تطبيق المصادقة الآن.</translation>
    </message>
    <message>
        <source>Code of the app</source>
        <translation>رمز التطبيق</translation>
    </message>
    <message>
        <source>You don&apos;t have the app at hand? Choose another method, or ask staff.</source>
        <translation>أليس التطبيق معك؟ يمكنك اختيار طريقة أخرى أو طلب مساعدة الموظفين.</translation>
    </message>
    <message>
        <source>You don&apos;t have the app at hand? Ask staff.</source>
        <translation>أليس التطبيق معك؟ يرجى طلب مساعدة الموظفين.</translation>
    </message>
    <message>
        <source>Choose a method again: too many codes were wrong.</source>
        <translation>يرجى اختيار الطريقة من جديد: رموز خاطئة كثيرة.</translation>
    </message>
    <message>
        <source>Choose a method again: the time for the code is over.</source>
        <translation>يرجى اختيار الطريقة من جديد: انتهى وقت الرمز.</translation>
    </message>
    <message>
        <source>Type the code that your app shows.</source>
        <translation>يرجى كتابة الرمز الذي يعرضه تطبيقك.</translation>
    </message>
    <message>
        <source>Wait for the next code of your app: this one is wrong, or was used.</source>
        <translation>يرجى انتظار الرمز التالي: هذا الرمز خاطئ أو مستعمل.</translation>
    </message>
</context>
<context>
    <name>AskStaff</name>
    <message>
        <source>Contact your administrator</source>
        <translation>الاتصال بالمسؤول</translation>
    </message>
    <message>
        <source>Show or say this code to staff:</source>
        <translation>يرجى إظهار هذا الرمز للموظفين أو قوله لهم:</translation>
    </message>
    <message>
        <source>Or ask staff to come here and scan it.</source>
        <translation>أو يمكنك أن تطلب من الموظفين مسحه هنا.</translation>
    </message>
    <message>
        <source>User ID:</source>
        <translation>معرّف المستخدم:</translation>
    </message>
    <message>
        <source>User ID</source>
        <translation>معرّف المستخدم</translation>
    </message>
    <message>
        <source>If you do not know it, go to staff as you are: they can find you by name.</source>
        <translation>ألا تعرف معرّفك؟ يمكن للموظفين العثور عليك بالاسم.</translation>
    </message>
    <message>
        <source>Number that staff gave you (3 digits):</source>
        <translation>الرقم الذي أعطاه الموظفون (3 خانات):</translation>
    </message>
    <message>
        <source>Number from staff</source>
        <translation>الرقم الذي أعطاه الموظفون</translation>
    </message>
    <message>
        <source>Staff may type it here for you.</source>
        <translation>يمكن للموظفين كتابته هنا بدلاً منك.</translation>
    </message>
</context>
<context>
    <name>AskStaffView</name>
    <message>
        <source>Type your user ID, then show your student card at the desk.</source>
        <translation>يرجى كتابة معرّف المستخدم، ثم إبراز البطاقة الطلابية في مكتب المساعدة.</translation>
    </message>
    <message>
        <source>Your request is being prepared…</source>
        <translation>يجري إعداد طلبك…</translation>
    </message>
    <message>
        <source>Take your student card to the desk and give this code. Then come back here.</source>
        <translation>يرجى التوجه إلى مكتب المساعدة مع البطاقة الطلابية وإعطاء هذا الرمز. ثم العودة إلى هنا.</translation>
    </message>
    <message>
        <source>Staff have approved. Type the number they gave you.</source>
        <translation>وافق الموظفون. يرجى كتابة الرقم الذي أعطوه لك.</translation>
    </message>
    <message>
        <source>You can ask again, or go to the desk.</source>
        <translation>يمكنك الطلب من جديد أو التوجه إلى مكتب المساعدة.</translation>
    </message>
    <message>
        <source>The desk was told by e-mail: come back with your card and reference {reference}.</source>
        <translation>أبلغ مكتب المساعدة بالبريد الإلكتروني: يرجى العودة مع البطاقة والرقم المرجعي {reference}.</translation>
    </message>
    <message>
        <source>QR code of this request, for staff</source>
        <translation>رمز QR لهذا الطلب، للموظفين</translation>
    </message>
    <message>
        <source>A new code is on its way…</source>
        <translation>رمز جديد في الطريق…</translation>
    </message>
    <message>
        <source>New code in {time}</source>
        <translation>رمز جديد بعد {time}</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>الطلب من جديد</translation>
    </message>
</context>
<context>
    <name>Attract</name>
    <message>
        <source>Welcome</source>
        <translation>مرحبا</translation>
    </message>
    <message>
        <source>Forgotten password?
Locked account?</source>
        <translation>نسيت كلمة المرور؟
الحساب مقفل؟</translation>
    </message>
    <message>
        <source>Get back into your work or school account here, in a few minutes.</source>
        <translation>يمكنك هنا استعادة حساب العمل أو الدراسة في بضع دقائق.</translation>
    </message>
</context>
<context>
    <name>AttractView</name>
    <message>
        <source>Start</source>
        <translation>ابدأ</translation>
    </message>
</context>
<context>
    <name>Bar</name>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>التالي</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>Reference {reference}</source>
        <translation>الرقم المرجعي {reference}</translation>
    </message>
    <message>
        <source>Verification step {number}</source>
        <translation>خطوة التحقق {number}</translation>
    </message>
</context>
<context>
    <name>BottomBar</name>
    <message>
        <source>Ask staff</source>
        <translation>مساعدة الموظفين</translation>
    </message>
    <message>
        <source>{desk}, open until {time}</source>
        <translation>{desk}، مفتوح حتى {time}</translation>
    </message>
    <message>
        <source>{desk}, opens {time}</source>
        <translation>{desk}، يفتح {time}</translation>
    </message>
    <message>
        <source>open until {time}</source>
        <translation>مفتوح حتى {time}</translation>
    </message>
    <message>
        <source>opens {time}</source>
        <translation>يفتح {time}</translation>
    </message>
</context>
<context>
    <name>Calling</name>
    <message>
        <source>We are calling you</source>
        <translation>نتصل بك الآن</translation>
    </message>
    <message>
        <source>Answer, listen, then press this digit on your phone.</source>
        <translation>يرجى الرد والاستماع، ثم الضغط على هذا الرقم في هاتفك.</translation>
    </message>
    <message>
        <source>The call says where it comes from and nothing about you. Press 9 if you did not ask for it.</source>
        <translation>تقول المكالمة من أين تأتي ولا تقول شيئا عنك. يرجى الضغط على 9 إن لم تطلبها.</translation>
    </message>
    <message>
        <source>Give me a code instead</source>
        <translation>أفضّل الحصول على رمز</translation>
    </message>
    <message>
        <source>Choose another method</source>
        <translation>اختيار طريقة أخرى</translation>
    </message>
</context>
<context>
    <name>CallingView</name>
    <message>
        <source>We are dialling {mask}…</source>
        <translation>نطلب الرقم {mask}…</translation>
    </message>
    <message>
        <source>Your phone {mask} is ringing.</source>
        <translation>هاتفك {mask} يرن.</translation>
    </message>
    <message>
        <source>You have answered: press the digit.</source>
        <translation>تم الرد: يرجى الضغط على الرقم.</translation>
    </message>
    <message>
        <source>The call did not get through.</source>
        <translation>لم تنجح المكالمة.</translation>
    </message>
    <message>
        <source>The call broke off: try again.</source>
        <translation>انقطعت المكالمة: يرجى المحاولة من جديد.</translation>
    </message>
    <message>
        <source>The right digit was pressed.</source>
        <translation>تم الضغط على الرقم الصحيح.</translation>
    </message>
</context>
<context>
    <name>Challenge</name>
    <message>
        <source>Listen</source>
        <translation>استماع</translation>
    </message>
    <message>
        <source>Enter the characters in the picture or the digits in the audio.</source>
        <translation>يرجى كتابة أحرف الصورة أو أرقام التسجيل الصوتي.</translation>
    </message>
    <message>
        <source>Listen again</source>
        <translation>الاستماع من جديد</translation>
    </message>
    <message>
        <source>Listen to the six digits and type them.</source>
        <translation>يرجى الاستماع إلى الأرقام الستة وكتابتها.</translation>
    </message>
    <message>
        <source>The voice is getting ready…</source>
        <translation>يجري إعداد الصوت…</translation>
    </message>
    <message>
        <source>The picture is getting ready…</source>
        <translation>يجري إعداد الصورة…</translation>
    </message>
</context>
<context>
    <name>ChooseMethod</name>
    <message>
        <source>Choose how to be reached</source>
        <translation>كيف نتواصل معك؟</translation>
    </message>
    <message>
        <source>Make your choice among these</source>
        <translation>يرجى الاختيار من هنا</translation>
    </message>
    <message>
        <source>Continue on my phone</source>
        <translation>المتابعة على هاتفي</translation>
    </message>
    <message>
        <source>Your full number or address</source>
        <translation>رقمك أو عنوانك كاملا</translation>
    </message>
    <message>
        <source>No way to reach you is registered. Staff can help you.</source>
        <translation>ليس لدينا رقم أو عنوان للتواصل معك. يمكن للموظفين مساعدتك.</translation>
    </message>
</context>
<context>
    <name>ChooseMethodView</name>
    <message>
        <source>Choose the contact method to use for verification:</source>
        <translation>يرجى اختيار طريقة التواصل من أجل التحقق:</translation>
    </message>
    <message>
        <source>Your e-mail address</source>
        <translation>عنوان بريدك الإلكتروني</translation>
    </message>
    <message>
        <source>Your mobile phone number</source>
        <translation>رقم هاتفك المحمول</translation>
    </message>
    <message>
        <source>Confirm that the e-mail is to be sent.</source>
        <translation>يرجى تأكيد إرسال الرسالة الإلكترونية.</translation>
    </message>
    <message>
        <source>Type your complete mobile phone number ({mask}), to protect your account. Then press “Send a text message” to get a code.</source>
        <translation>لحماية حسابك، يرجى كتابة رقم هاتفك المحمول كاملا ({mask}). ثم الضغط على «إرسال رسالة نصية» للحصول على رمز.</translation>
    </message>
    <message>
        <source>Type your complete mobile phone number ({mask}), to protect your account. Then press “Call me”.</source>
        <translation>لحماية حسابك، يرجى كتابة رقم هاتفك المحمول كاملا ({mask}). ثم الضغط على «اتصل بي» لتلقي مكالمة.</translation>
    </message>
    <message>
        <source>Type your complete e-mail address ({mask}), to protect your account. Then press “Send an e-mail” to get a code.</source>
        <translation>لحماية حسابك، يرجى كتابة عنوان بريدك الإلكتروني كاملا ({mask}). ثم الضغط على «إرسال رسالة إلكترونية» للحصول على رمز.</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>Choose another method or ask staff: this one can be used again in %n minute(s).</source>
        <translation>
            <numerusform>يرجى اختيار طريقة أخرى أو طلب مساعدة الموظفين: تعود هذه الطريقة الآن.</numerusform>
            <numerusform>يرجى اختيار طريقة أخرى أو طلب مساعدة الموظفين: تعود هذه الطريقة بعد دقيقة واحدة.</numerusform>
            <numerusform>يرجى اختيار طريقة أخرى أو طلب مساعدة الموظفين: تعود هذه الطريقة بعد دقيقتين.</numerusform>
            <numerusform>يرجى اختيار طريقة أخرى أو طلب مساعدة الموظفين: تعود هذه الطريقة بعد %n دقائق.</numerusform>
            <numerusform>يرجى اختيار طريقة أخرى أو طلب مساعدة الموظفين: تعود هذه الطريقة بعد %n دقيقة.</numerusform>
            <numerusform>يرجى اختيار طريقة أخرى أو طلب مساعدة الموظفين: تعود هذه الطريقة بعد %n دقيقة.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at least %n character(s)</source>
        <translation>
            <numerusform>بلا حد أدنى للأحرف</numerusform>
            <numerusform>حرف واحد على الأقل</numerusform>
            <numerusform>حرفان على الأقل</numerusform>
            <numerusform>%n أحرف على الأقل</numerusform>
            <numerusform>%n حرفا على الأقل</numerusform>
            <numerusform>%n حرف على الأقل</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %n character(s)</source>
        <translation>
            <numerusform>بلا أحرف</numerusform>
            <numerusform>حرف واحد على الأكثر</numerusform>
            <numerusform>حرفان على الأكثر</numerusform>
            <numerusform>%n أحرف على الأكثر</numerusform>
            <numerusform>%n حرفا على الأكثر</numerusform>
            <numerusform>%n حرف على الأكثر</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of these kinds: lower case, upper case, digit, special</source>
        <translation>
            <numerusform>بلا شرط على الأنواع: حرف صغير، حرف كبير، رقم، حرف خاص</numerusform>
            <numerusform>نوع واحد من هذه الأنواع: حرف صغير، حرف كبير، رقم، حرف خاص</numerusform>
            <numerusform>نوعان من هذه الأنواع: حرف صغير، حرف كبير، رقم، حرف خاص</numerusform>
            <numerusform>%n من هذه الأنواع: حرف صغير، حرف كبير، رقم، حرف خاص</numerusform>
            <numerusform>%n من هذه الأنواع: حرف صغير، حرف كبير، رقم، حرف خاص</numerusform>
            <numerusform>%n من هذه الأنواع: حرف صغير، حرف كبير، رقم، حرف خاص</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>New picture in %n second(s)…</source>
        <translation>
            <numerusform>صورة جديدة الآن…</numerusform>
            <numerusform>صورة جديدة بعد ثانية واحدة…</numerusform>
            <numerusform>صورة جديدة بعد ثانيتين…</numerusform>
            <numerusform>صورة جديدة بعد %n ثوان…</numerusform>
            <numerusform>صورة جديدة بعد %n ثانية…</numerusform>
            <numerusform>صورة جديدة بعد %n ثانية…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The clock of this station is wrong by %n second(s).</source>
        <translation>
            <numerusform>ساعة هذه المحطة غير مضبوطة.</numerusform>
            <numerusform>ساعة هذه المحطة غير مضبوطة، والفرق ثانية واحدة.</numerusform>
            <numerusform>ساعة هذه المحطة غير مضبوطة، والفرق ثانيتان.</numerusform>
            <numerusform>ساعة هذه المحطة غير مضبوطة، والفرق %n ثوان.</numerusform>
            <numerusform>ساعة هذه المحطة غير مضبوطة، والفرق %n ثانية.</numerusform>
            <numerusform>ساعة هذه المحطة غير مضبوطة، والفرق %n ثانية.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) left</source>
        <translation>
            <numerusform>لا محاولات متبقية</numerusform>
            <numerusform>محاولة واحدة متبقية</numerusform>
            <numerusform>محاولتان متبقيتان</numerusform>
            <numerusform>%n محاولات متبقية</numerusform>
            <numerusform>%n محاولة متبقية</numerusform>
            <numerusform>%n محاولة متبقية</numerusform>
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
        <translation>يجري إرسال الرسالة.</translation>
    </message>
    <message>
        <source>It is on its way.</source>
        <translation>الرسالة في الطريق.</translation>
    </message>
    <message>
        <source>It is in your mailbox.</source>
        <translation>الرسالة في صندوق بريدك.</translation>
    </message>
    <message>
        <source>It has reached your phone.</source>
        <translation>وصلت الرسالة إلى هاتفك.</translation>
    </message>
    <message>
        <source>It could not be delivered: choose another method.</source>
        <translation>يرجى اختيار طريقة أخرى: تعذّر تسليم الرسالة.</translation>
    </message>
    <message>
        <source>The call broke off: try again.</source>
        <translation>انقطعت المكالمة: يرجى المحاولة من جديد.</translation>
    </message>
    <message>
        <source>It has expired: try again.</source>
        <translation>يرجى المحاولة من جديد: انتهت صلاحية الرسالة.</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Open until {time}</source>
        <translation>مفتوح حتى {time}</translation>
    </message>
    <message>
        <source>Opens {time}</source>
        <translation>يفتح {time}</translation>
    </message>
</context>
<context>
    <name>Done</name>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message>
        <source>What to do next</source>
        <translation>ما العمل الآن؟</translation>
    </message>
    <message>
        <source>Try it now</source>
        <translation>التجربة الآن</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>إضافة وسيلة تواصل</translation>
    </message>
    <message>
        <source>I lost my phone</source>
        <translation>فقدت هاتفي</translation>
    </message>
</context>
<context>
    <name>DoneView</name>
    <message>
        <source>Your password is changed</source>
        <translation>تم تغيير كلمة مرورك</translation>
    </message>
    <message>
        <source>Your account is unlocked</source>
        <translation>تم إلغاء قفل حسابك</translation>
    </message>
    <message>
        <source>{identifier}, on {date} at {time}</source>
        <translation>{identifier}، في {date} الساعة {time}</translation>
    </message>
    <message>
        <source>From now on we can reach you at {contact}.</source>
        <translation>من الآن يمكننا التواصل معك عبر {contact}.</translation>
    </message>
    <message>
        <source>Works now: {services}</source>
        <translation>تعمل الآن: {services}</translation>
    </message>
    <message numerus="yes">
        <source>Works in %n minute(s): {service}</source>
        <translation>
            <numerusform>تعمل الآن: {service}</numerusform>
            <numerusform>تعمل بعد دقيقة واحدة: {service}</numerusform>
            <numerusform>تعمل بعد دقيقتين: {service}</numerusform>
            <numerusform>تعمل بعد %n دقائق: {service}</numerusform>
            <numerusform>تعمل بعد %n دقيقة: {service}</numerusform>
            <numerusform>تعمل بعد %n دقيقة: {service}</numerusform>
        </translation>
    </message>
    <message>
        <source>1.  Rejoin the Wi-Fi on each of your devices.</source>
        <translation>1.  يرجى ربط كل أجهزتك بشبكة Wi-Fi من جديد.</translation>
    </message>
    <message>
        <source>2.  Sign in again in your mail apps.</source>
        <translation>2.  يرجى تسجيل الدخول من جديد في تطبيقات البريد.</translation>
    </message>
    <message>
        <source>3.  Update the password saved in your browser.</source>
        <translation>3.  يرجى تحديث كلمة المرور المحفوظة في متصفحك.</translation>
    </message>
    <message>
        <source>3.  Correct an old password saved in your browser.</source>
        <translation>3.  يرجى تصحيح كلمة المرور القديمة المحفوظة في متصفحك.</translation>
    </message>
    <message>
        <source>QR code of the sign-in page</source>
        <translation>رمز QR لصفحة تسجيل الدخول</translation>
    </message>
    <message>
        <source>Sign-in page, for your phone</source>
        <translation>صفحة تسجيل الدخول، لهاتفك</translation>
    </message>
    <message>
        <source>QR code of this list</source>
        <translation>رمز QR لهذه القائمة</translation>
    </message>
    <message>
        <source>This list, for your phone</source>
        <translation>هذه القائمة، لهاتفك</translation>
    </message>
</context>
<context>
    <name>Enrol</name>
    <message>
        <source>Connect this station</source>
        <translation>ربط هذه المحطة</translation>
    </message>
    <message>
        <source>An operator approves this station on any device. Compare the code and the fingerprint there.</source>
        <translation>يوافق أحد المشغّلين على هذه المحطة من أي جهاز. تجب هناك مقارنة الرمز والبصمة.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>الرمز</translation>
    </message>
    <message>
        <source>Fingerprint of this station&apos;s key</source>
        <translation>بصمة مفتاح هذه المحطة</translation>
    </message>
</context>
<context>
    <name>EnrolView</name>
    <message>
        <source>Valid for {time}</source>
        <translation>صالح لمدة {time}</translation>
    </message>
    <message>
        <source>QR code of the console, for operators</source>
        <translation>رمز QR للوحة التحكم، للمشغّلين</translation>
    </message>
    <message>
        <source>The station is asking the service for a code…</source>
        <translation>تطلب المحطة رمزا من الخدمة…</translation>
    </message>
    <message>
        <source>Approved. The station is starting.</source>
        <translation>تمت الموافقة. المحطة قيد التشغيل.</translation>
    </message>
    <message>
        <source>An operator refused this station.</source>
        <translation>رفض أحد المشغّلين هذه المحطة.</translation>
    </message>
    <message>
        <source>The code has expired; a new one is on its way.</source>
        <translation>انتهت صلاحية الرمز؛ رمز جديد في الطريق.</translation>
    </message>
</context>
<context>
    <name>EnterCode</name>
    <message>
        <source>Enter the code received by text message or e-mail</source>
        <translation>يرجى كتابة الرمز الوارد في الرسالة النصية أو الإلكترونية</translation>
    </message>
    <message>
        <source>Enter the code</source>
        <translation>كتابة الرمز</translation>
    </message>
    <message>
        <source>Choose the contact method to use for verification:</source>
        <translation>يرجى اختيار طريقة التواصل من أجل التحقق:</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>الرمز</translation>
    </message>
    <message>
        <source>Continue on my phone</source>
        <translation>المتابعة على هاتفي</translation>
    </message>
    <message>
        <source>Contact your administrator</source>
        <translation>الاتصال بالمسؤول</translation>
    </message>
</context>
<context>
    <name>EnterCodeView</name>
    <message>
        <source>We have sent the same code again.</source>
        <translation>أرسلنا الرمز نفسه من جديد.</translation>
    </message>
    <message>
        <source>We have sent a verification text message to your phone.</source>
        <translation>أرسلنا رسالة نصية فيها رمز تحقق إلى هاتفك.</translation>
    </message>
    <message>
        <source>We have sent a verification e-mail to your address.</source>
        <translation>أرسلنا رسالة إلكترونية فيها رمز تحقق إلى عنوانك.</translation>
    </message>
    <message>
        <source>We tell you a verification code by phone.</source>
        <translation>نقول لك رمز تحقق عبر الهاتف.</translation>
    </message>
    <message>
        <source>The code has expired.</source>
        <translation>انتهت صلاحية الرمز.</translation>
    </message>
    <message>
        <source>The code expires in {time}</source>
        <translation>تنتهي صلاحية الرمز بعد {time}</translation>
    </message>
</context>
<context>
    <name>Fault</name>
    <message>
        <source>The service cannot be reached at the moment.</source>
        <translation>لا يمكن الوصول إلى الخدمة في الوقت الحالي.</translation>
    </message>
    <message>
        <source>The service could not prove that it is the right one.</source>
        <translation>لم تتمكن الخدمة من إثبات أنها الخدمة الصحيحة.</translation>
    </message>
    <message>
        <source>By the clock of this station the certificate of the service is not valid.</source>
        <translation>حسب ساعة هذه المحطة فإن شهادة الخدمة غير صالحة.</translation>
    </message>
    <message>
        <source>This station has been withdrawn by its operators.</source>
        <translation>سحب المشغّلون هذه المحطة من الخدمة.</translation>
    </message>
    <message>
        <source>This station stands in a network it may not use.</source>
        <translation>هذه المحطة في شبكة لا يجوز لها استعمالها.</translation>
    </message>
    <message>
        <source>This station is not connected yet.</source>
        <translation>هذه المحطة غير مربوطة بعد.</translation>
    </message>
    <message>
        <source>An error occurred. Everything you typed was erased.</source>
        <translation>حدث خطأ. محي كل ما كتبته.</translation>
    </message>
    <message>
        <source>The service gave an answer that makes no sense.</source>
        <translation>أعطت الخدمة جوابا غير مفهوم.</translation>
    </message>
    <message>
        <source>There is no keyring for the key of this station.</source>
        <translation>لا توجد حلقة مفاتيح لمفتاح هذه المحطة.</translation>
    </message>
    <message>
        <source>The keyring with the key of this station is locked.</source>
        <translation>حلقة المفاتيح التي فيها مفتاح هذه المحطة مقفلة.</translation>
    </message>
    <message>
        <source>The keyring did not answer in time.</source>
        <translation>لم تستجب حلقة المفاتيح في الوقت المحدد.</translation>
    </message>
    <message>
        <source>The settings of this station cannot be used.</source>
        <translation>إعدادات هذه المحطة غير صالحة.</translation>
    </message>
    <message>
        <source>The certificate authority of the service is missing.</source>
        <translation>شهادة سلطة التصديق للخدمة غير موجودة.</translation>
    </message>
    <message>
        <source>This station cannot keep its files on the disk.</source>
        <translation>لا تستطيع هذه المحطة حفظ ملفاتها على القرص.</translation>
    </message>
</context>
<context>
    <name>Greeting</name>
    <message>
        <source>Touch here to begin</source>
        <translation>المس هنا للبدء</translation>
    </message>
</context>
<context>
    <name>Handoff</name>
    <message>
        <source>Continue on your phone</source>
        <translation>المتابعة على هاتفك</translation>
    </message>
    <message>
        <source>Your phone shows two digits. Are they these?</source>
        <translation>يعرض هاتفك رقمين. هل هما هذان؟</translation>
    </message>
    <message>
        <source>No, they differ</source>
        <translation>لا، مختلفان</translation>
    </message>
    <message>
        <source>Yes, the same</source>
        <translation>نعم، هما نفسهما</translation>
    </message>
    <message>
        <source>No internet on your phone?</source>
        <translation>لا إنترنت على هاتفك؟</translation>
    </message>
    <message>
        <source>Show the link again</source>
        <translation>إظهار الرابط من جديد</translation>
    </message>
</context>
<context>
    <name>HandoffView</name>
    <message>
        <source>The link is being made…</source>
        <translation>يجري إعداد الرابط…</translation>
    </message>
    <message>
        <source>Scan this code with your phone&apos;s camera, then tap “Continue on this phone”.</source>
        <translation>يرجى مسح هذا الرمز بكاميرا هاتفك، ثم لمس «المتابعة على هذا الهاتف».</translation>
    </message>
    <message>
        <source>Scan this code to join the guest network, then come back to the link.</source>
        <translation>يرجى مسح هذا الرمز للانضمام إلى شبكة الضيوف، ثم العودة إلى الرابط.</translation>
    </message>
    <message>
        <source>You can make a new link, or go back and continue here.</source>
        <translation>يمكنك إنشاء رابط جديد أو الرجوع والمتابعة هنا.</translation>
    </message>
    <message>
        <source>This page follows. Stay here until the phone says it is done.</source>
        <translation>هذه الصفحة تتابع معك. يرجى البقاء هنا حتى يعلن الهاتف الانتهاء.</translation>
    </message>
    <message>
        <source>Only one phone can take it, and you confirm here that it is yours.</source>
        <translation>لا يستعمل الرابط إلا هاتف واحد. وتأكيد أنه هاتفك يتم هنا.</translation>
    </message>
    <message>
        <source>QR code of the link for your phone</source>
        <translation>رمز QR للرابط إلى هاتفك</translation>
    </message>
    <message>
        <source>Network: {name}</source>
        <translation>الشبكة: {name}</translation>
    </message>
    <message>
        <source>Password: {password}</source>
        <translation>كلمة المرور: {password}</translation>
    </message>
    <message>
        <source>No password</source>
        <translation>بلا كلمة مرور</translation>
    </message>
    <message>
        <source>QR code of the guest network</source>
        <translation>رمز QR لشبكة الضيوف</translation>
    </message>
    <message>
        <source>The link works for {time} more.</source>
        <translation>يعمل الرابط مدة {time} أخرى.</translation>
    </message>
    <message>
        <source>Your phone is choosing how to be reached.</source>
        <translation>يختار هاتفك طريقة التواصل.</translation>
    </message>
    <message>
        <source>Your phone is waiting for the code.</source>
        <translation>ينتظر هاتفك الرمز.</translation>
    </message>
    <message>
        <source>Your phone is choosing the new password.</source>
        <translation>يختار هاتفك كلمة المرور الجديدة.</translation>
    </message>
    <message>
        <source>Your phone continues.</source>
        <translation>يواصل هاتفك.</translation>
    </message>
    <message>
        <source>Continue here</source>
        <translation>المتابعة هنا</translation>
    </message>
    <message>
        <source>New link</source>
        <translation>رابط جديد</translation>
    </message>
</context>
<context>
    <name>Identifier</name>
    <message>
        <source>Example: {example}</source>
        <translation>مثال: {example}</translation>
    </message>
    <message>
        <source>Example: {example}, not {wrong}</source>
        <translation>مثال: {example} وليس {wrong}</translation>
    </message>
    <message>
        <source>Your family name, the first two letters of your given name and the year.</source>
        <translation>اسم عائلتك، وأول حرفين من اسمك الشخصي، والسنة.</translation>
    </message>
</context>
<context>
    <name>Identify</name>
    <message>
        <source>Who are you?</source>
        <translation>من أنت؟</translation>
    </message>
    <message>
        <source>Card read</source>
        <translation>تمت قراءة البطاقة</translation>
    </message>
    <message>
        <source>It takes the place of your user ID. It does not prove who you are.</source>
        <translation>تحل البطاقة محل معرّف المستخدم. لكنها لا تثبت هويتك.</translation>
    </message>
    <message>
        <source>Type my ID instead</source>
        <translation>أفضّل كتابة المعرّف</translation>
    </message>
    <message>
        <source>User ID:</source>
        <translation>معرّف المستخدم:</translation>
    </message>
    <message>
        <source>User ID</source>
        <translation>معرّف المستخدم</translation>
    </message>
    <message>
        <source>Picture with characters to type</source>
        <translation>صورة فيها أحرف للكتابة</translation>
    </message>
    <message>
        <source>Listen to six digits</source>
        <translation>الاستماع إلى ستة أرقام</translation>
    </message>
    <message>
        <source>Ask staff</source>
        <translation>مساعدة الموظفين</translation>
    </message>
    <message>
        <source>New picture</source>
        <translation>صورة جديدة</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>استماع</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>أبطأ</translation>
    </message>
    <message>
        <source>See a picture</source>
        <translation>عرض صورة</translation>
    </message>
    <message>
        <source>This station has no voice at the moment. If you cannot read the picture, ask staff.</source>
        <translation>لا صوت لهذه المحطة في الوقت الحالي. إذا تعذّرت قراءة الصورة فيمكنك طلب مساعدة الموظفين.</translation>
    </message>
    <message>
        <source>Characters of the picture or digits of the audio</source>
        <translation>أحرف الصورة أو أرقام التسجيل الصوتي</translation>
    </message>
</context>
<context>
    <name>IdentifyView</name>
    <message>
        <source>To recover your account, enter the letters</source>
        <translation>لاستعادة حسابك، يرجى كتابة الأحرف</translation>
    </message>
    <message>
        <source>To recover your account, begin by entering your user ID, then the letters</source>
        <translation>لاستعادة حسابك، يرجى كتابة معرّف المستخدم ثم الأحرف</translation>
    </message>
    <message>
        <source>To recover your account, begin by entering your user ID</source>
        <translation>لاستعادة حسابك، يرجى البدء بكتابة معرّف المستخدم</translation>
    </message>
</context>
<context>
    <name>IdleWarning</name>
    <message>
        <source>Are you still there?</source>
        <translation>هل ما زلت هنا؟</translation>
    </message>
    <message>
        <source>Without an answer, everything you typed is erased.</source>
        <translation>من دون جواب، يمحى كل ما كتبته.</translation>
    </message>
</context>
<context>
    <name>IdleWarningView</name>
    <message numerus="yes">
        <source>second(s)</source>
        <translation>
            <numerusform>ثانية</numerusform>
            <numerusform>ثانية</numerusform>
            <numerusform>ثانيتان</numerusform>
            <numerusform>ثوان</numerusform>
            <numerusform>ثانية</numerusform>
            <numerusform>ثانية</numerusform>
        </translation>
    </message>
    <message>
        <source>I need more time</source>
        <translation>أحتاج إلى مزيد من الوقت</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Capital letters</source>
        <translation>أحرف كبيرة</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>حذف</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>يسار</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>يمين</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>الحقل التالي</translation>
    </message>
    <message>
        <source>Hide the keyboard</source>
        <translation>إخفاء لوحة المفاتيح</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>حروف</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>رموز</translation>
    </message>
    <message>
        <source>Accents</source>
        <translation>حركات</translation>
    </message>
    <message>
        <source>Other layout</source>
        <translation>تخطيط آخر</translation>
    </message>
    <message>
        <source>Arabic or Latin letters</source>
        <translation>أحرف عربية أو لاتينية</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>مسافة</translation>
    </message>
    <message>
        <source>Capital letters, locked</source>
        <translation>الأحرف الكبيرة، مثبّتة</translation>
    </message>
</context>
<context>
    <name>Limit</name>
    <message>
        <source>two minutes</source>
        <translation>دقيقتين</translation>
    </message>
    <message>
        <source>one minute</source>
        <translation>دقيقة واحدة</translation>
    </message>
    <message>
        <source>30 seconds</source>
        <translation>30 ثانية</translation>
    </message>
    <message>
        <source>The code expires in {time}. Then you can ask for a new one.</source>
        <translation>تنتهي صلاحية الرمز خلال {time}. يمكنك بعدها طلب رمز جديد.</translation>
    </message>
    <message>
        <source>Your time to answer ends in {time}. Then you can choose a method again.</source>
        <translation>ينتهي وقت الإجابة خلال {time}. يمكنك بعدها اختيار طريقة من جديد.</translation>
    </message>
    <message>
        <source>Your request to staff ends in {time}. Then you can ask again.</source>
        <translation>ينتهي طلبك إلى الموظفين خلال {time}. يمكنك بعدها الطلب من جديد.</translation>
    </message>
    <message>
        <source>The time of your phone ends in {time}. Then you can make a new link.</source>
        <translation>ينتهي وقت هاتفك خلال {time}. يمكنك بعدها إنشاء رابط جديد.</translation>
    </message>
    <message>
        <source>Your time ends in {time}. Then you begin again with your user ID.</source>
        <translation>ينتهي الوقت المحدد خلال {time}. يمكنك بعدها البدء من جديد بمعرّف المستخدم.</translation>
    </message>
</context>
<context>
    <name>List</name>
    <message>
        <source>, </source>
        <translation>، </translation>
    </message>
</context>
<context>
    <name>Look</name>
    <message>
        <source>Colours</source>
        <translation>الألوان</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>حجم النص</translation>
    </message>
    <message>
        <source>Buttons</source>
        <translation>الأزرار</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>الحركة</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>القراءة بصوت عالٍ</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>مستوى الصوت</translation>
    </message>
    <message>
        <source>One switch</source>
        <translation>مفتاح واحد</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>On</source>
        <translation>تشغيل</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>White on black</source>
        <translation>أبيض على أسود</translation>
    </message>
    <message>
        <source>Black on white</source>
        <translation>أسود على أبيض</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>في كل مكان</translation>
    </message>
    <message>
        <source>Low down</source>
        <translation>في الأسفل</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>أبطأ</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>منخفض</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>متوسط</translation>
    </message>
    <message>
        <source>Loud</source>
        <translation>مرتفع</translation>
    </message>
    <message>
        <source>Loudest</source>
        <translation>مرتفع جدًا</translation>
    </message>
</context>
<context>
    <name>LookPanel</name>
    <message>
        <source>Adapt the station to you</source>
        <translation>كيّف المحطة حسب حاجتك</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
</context>
<context>
    <name>LostPhone</name>
    <message>
        <source>A lost phone</source>
        <translation>هاتف مفقود</translation>
    </message>
    <message>
        <source>Your phone is lost</source>
        <translation>هاتفك مفقود</translation>
    </message>
    <message>
        <source>Temporary pass</source>
        <translation>رمز مؤقت</translation>
    </message>
    <message>
        <source>You cannot write it down? Staff can have your old phone removed instead.</source>
        <translation>لا يمكنك تدوينه؟ يمكن للموظفين طلب إزالة هاتفك القديم بدلاً من ذلك.</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>إضافة وسيلة تواصل</translation>
    </message>
</context>
<context>
    <name>LostPhoneView</name>
    <message>
        <source>Use this temporary pass once, where a sign-in asks for your phone.</source>
        <translation>يستعمل هذا الرمز المؤقت مرة واحدة، حيث يطلب تسجيل الدخول هاتفك.</translation>
    </message>
    <message>
        <source>Tell the member of staff who helped you that your phone is lost.</source>
        <translation>يرجى إبلاغ الموظفين بأن هاتفك مفقود.</translation>
    </message>
    <message numerus="yes">
        <source>It works for %n minute(s). Write it down: nobody sees it again.</source>
        <translation>
            <numerusform>لم يعد الرمز صالحا.</numerusform>
            <numerusform>يعمل دقيقة واحدة. يرجى تدوينه: لن يراه أحد من جديد.</numerusform>
            <numerusform>يعمل دقيقتين. يرجى تدوينه: لن يراه أحد من جديد.</numerusform>
            <numerusform>يعمل %n دقائق. يرجى تدوينه: لن يراه أحد من جديد.</numerusform>
            <numerusform>يعمل %n دقيقة. يرجى تدوينه: لن يراه أحد من جديد.</numerusform>
            <numerusform>يعمل %n دقيقة. يرجى تدوينه: لن يراه أحد من جديد.</numerusform>
        </translation>
    </message>
    <message>
        <source>Then register your new phone.</source>
        <translation>بعد ذلك يرجى تسجيل هاتفك الجديد.</translation>
    </message>
    <message>
        <source>You have had as many passes as one visit allows.</source>
        <translation>حصلت على كل الرموز المؤقتة المسموح بها في زيارة واحدة.</translation>
    </message>
    <message>
        <source>They have the old one removed from your sign-ins. Then register your new phone.</source>
        <translation>يطلب الموظفون إزالة الهاتف القديم من حسابك. بعد ذلك يرجى تسجيل هاتفك الجديد.</translation>
    </message>
</context>
<context>
    <name>Maintenance</name>
    <message>
        <source>Station maintenance</source>
        <translation>صيانة المحطة</translation>
    </message>
    <message>
        <source>For staff. Whoever was here before has been signed out.</source>
        <translation>للموظفين. تم تسجيل خروج من كان هنا.</translation>
    </message>
    <message>
        <source>One-time code from the console, to open more:</source>
        <translation>رمز لمرة واحدة من لوحة التحكم، لفتح المزيد:</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>الرمز</translation>
    </message>
    <message>
        <source>Restart the station</source>
        <translation>إعادة تشغيل المحطة</translation>
    </message>
    <message>
        <source>Leave kiosk mode</source>
        <translation>مغادرة وضع الكشك</translation>
    </message>
</context>
<context>
    <name>MaintenanceView</name>
    <message>
        <source>Program</source>
        <translation>البرنامج</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>الشاشة</translation>
    </message>
    <message>
        <source>Touch and keyboard</source>
        <translation>اللمس ولوحة المفاتيح</translation>
    </message>
    <message>
        <source>Free on disk</source>
        <translation>المساحة الحرة على القرص</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>الساعة</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>الخدمة</translation>
    </message>
    <message>
        <source>Starts</source>
        <translation>مرات التشغيل</translation>
    </message>
    <message>
        <source>Type the code from the console.</source>
        <translation>يرجى كتابة الرمز من لوحة التحكم.</translation>
    </message>
    <message>
        <source>Make a new code in the console: that one is wrong, used, or too old.</source>
        <translation>يرجى إنشاء رمز جديد في لوحة التحكم: هذا الرمز خاطئ أو مستعمل أو قديم.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
</context>
<context>
    <name>Method</name>
    <message>
        <source>Send an e-mail to my alternate e-mail address</source>
        <translation>إرسال رسالة إلكترونية إلى عنواني البديل</translation>
    </message>
    <message>
        <source>Send a text message to my mobile phone</source>
        <translation>إرسال رسالة نصية إلى هاتفي المحمول</translation>
    </message>
    <message>
        <source>Call my mobile phone</source>
        <translation>الاتصال بهاتفي المحمول</translation>
    </message>
    <message>
        <source>Type the code of my authenticator app</source>
        <translation>كتابة رمز تطبيق المصادقة</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>رسالة إلكترونية</translation>
    </message>
    <message>
        <source>Text message</source>
        <translation>رسالة نصية</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>مكالمة</translation>
    </message>
    <message>
        <source>App</source>
        <translation>تطبيق</translation>
    </message>
    <message>
        <source>Send an e-mail</source>
        <translation>إرسال رسالة إلكترونية</translation>
    </message>
    <message>
        <source>Send a text message</source>
        <translation>إرسال رسالة نصية</translation>
    </message>
    <message>
        <source>Call me</source>
        <translation>اتصل بي</translation>
    </message>
</context>
<context>
    <name>NewPassword</name>
    <message>
        <source>Choose a new password</source>
        <translation>اختيار كلمة مرور جديدة</translation>
    </message>
    <message>
        <source>Enter your password twice</source>
        <translation>يرجى كتابة كلمة المرور مرتين</translation>
    </message>
    <message>
        <source>* Enter the new password:</source>
        <translation>* كلمة المرور الجديدة:</translation>
    </message>
    <message>
        <source>* required</source>
        <translation>* إلزامي</translation>
    </message>
    <message>
        <source>New password, required</source>
        <translation>كلمة المرور الجديدة، إلزامي</translation>
    </message>
    <message>
        <source>Show the passwords for five seconds</source>
        <translation>إظهار كلمتي المرور خمس ثوان</translation>
    </message>
    <message>
        <source>What the password must contain</source>
        <translation>ما يجب أن تحتويه كلمة المرور</translation>
    </message>
    <message>
        <source>* Confirm the new password:</source>
        <translation>* تأكيد كلمة المرور الجديدة:</translation>
    </message>
    <message>
        <source>New password again, required</source>
        <translation>كلمة المرور الجديدة مرة ثانية، إلزامي</translation>
    </message>
    <message>
        <source>Strength of the password</source>
        <translation>قوة كلمة المرور</translation>
    </message>
    <message>
        <source>Continue on my phone</source>
        <translation>المتابعة على هاتفي</translation>
    </message>
</context>
<context>
    <name>NewPasswordView</name>
    <message>
        <source>Several unrelated words make a strong password.</source>
        <translation>عدة كلمات لا رابط بينها تصنع كلمة مرور قوية.</translation>
    </message>
    <message>
        <source>Strength: very good</source>
        <translation>القوة: ممتازة</translation>
    </message>
    <message>
        <source>Strength: good</source>
        <translation>القوة: جيدة</translation>
    </message>
    <message>
        <source>Strength: weak, as “{word}” is guessed early</source>
        <translation>القوة: ضعيفة، «{word}» سهلة التخمين</translation>
    </message>
    <message>
        <source>Strength: weak, as a word in it is guessed early</source>
        <translation>القوة: ضعيفة، فيها كلمة سهلة التخمين</translation>
    </message>
    <message>
        <source>Strength: weak, longer is better</source>
        <translation>القوة: ضعيفة، الأطول أفضل</translation>
    </message>
    <message>
        <source>Set the password</source>
        <translation>تغيير كلمة المرور</translation>
    </message>
</context>
<context>
    <name>OutOfService</name>
    <message>
        <source>Out of service</source>
        <translation>خارج الخدمة</translation>
    </message>
</context>
<context>
    <name>OutOfServiceView</name>
    <message>
        <source>The station is starting</source>
        <translation>المحطة قيد التشغيل</translation>
    </message>
    <message>
        <source>This takes a few seconds.</source>
        <translation>يستغرق ذلك بضع ثوان.</translation>
    </message>
    <message>
        <source>An operator is needed</source>
        <translation>يلزم حضور أحد المشغّلين</translation>
    </message>
    <message>
        <source>This station is out of service</source>
        <translation>هذه المحطة خارج الخدمة</translation>
    </message>
    <message>
        <source>Clock of this station: {time}</source>
        <translation>ساعة هذه المحطة: {time}</translation>
    </message>
    <message>
        <source>Trying again…</source>
        <translation>محاولة جديدة…</translation>
    </message>
    <message numerus="yes">
        <source>It tries again by itself in %n second(s).</source>
        <translation>
            <numerusform>تحاول المحطة من جديد الآن.</numerusform>
            <numerusform>تحاول المحطة من جديد بعد ثانية واحدة.</numerusform>
            <numerusform>تحاول المحطة من جديد بعد ثانيتين.</numerusform>
            <numerusform>تحاول المحطة من جديد بعد %n ثوان.</numerusform>
            <numerusform>تحاول المحطة من جديد بعد %n ثانية.</numerusform>
            <numerusform>تحاول المحطة من جديد بعد %n ثانية.</numerusform>
        </translation>
    </message>
    <message>
        <source>Staff can still help: {desk}, {place}</source>
        <translation>يمكن للموظفين مساعدتك: {desk}، {place}</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>Please try again: the service did not answer.</source>
        <translation>يرجى المحاولة من جديد: لم تستجب الخدمة.</translation>
    </message>
    <message>
        <source>We don&apos;t recognise this user ID or password. Be sure to type the password of your work or school account.</source>
        <translation>لا نتعرّف على معرّف المستخدم هذا أو كلمة المرور هذه. يرجى كتابة كلمة مرور حساب العمل أو الدراسة.</translation>
    </message>
    <message>
        <source>Press Next to get back into your account. Passwords cannot be tried at this station.</source>
        <translation>يرجى الضغط على «التالي» لاستعادة حسابك. لا يمكن لهذه المحطة تجربة كلمات المرور.</translation>
    </message>
    <message>
        <source>Type your user ID.</source>
        <translation>يرجى كتابة معرّف المستخدم.</translation>
    </message>
    <message>
        <source>Type your password.</source>
        <translation>يرجى كتابة كلمة المرور.</translation>
    </message>
    <message>
        <source>Type the characters of the picture, or listen to the digits.</source>
        <translation>يرجى كتابة أحرف الصورة أو الاستماع إلى الأرقام.</translation>
    </message>
    <message>
        <source>Please start again here: the time for this reset has run out.</source>
        <translation>يرجى البدء من جديد هنا: انتهى وقت إعادة التعيين.</translation>
    </message>
    <message>
        <source>Try this new picture: the answer was not the right one.</source>
        <translation>يرجى تجربة هذه الصورة الجديدة: لم يكن الجواب صحيحا.</translation>
    </message>
    <message>
        <source>Listen to these new digits: the answer was not the right one.</source>
        <translation>يرجى الاستماع إلى هذه الأرقام الجديدة: لم يكن الجواب صحيحا.</translation>
    </message>
    <message>
        <source>The first step is done. Choose a second method to finish the verification.</source>
        <translation>تمت الخطوة الأولى. يرجى اختيار طريقة ثانية لإتمام التحقق.</translation>
    </message>
    <message>
        <source>Type the full number or address first.</source>
        <translation>يرجى أولا كتابة الرقم أو العنوان كاملا.</translation>
    </message>
    <message>
        <source>Check what you typed: it is not the one registered. Nothing was sent.</source>
        <translation>يرجى مراجعة ما كتبته: ليس هذا هو المسجّل. لم يرسل شيء.</translation>
    </message>
    <message>
        <source>Check what you typed: it does not look complete. This was not counted as an attempt.</source>
        <translation>يرجى مراجعة ما كتبته: لا يبدو كاملا. لم تحسب هذه محاولة.</translation>
    </message>
    <message>
        <source>Choose another method: the message could not be delivered.</source>
        <translation>يرجى اختيار طريقة أخرى: تعذّر تسليم الرسالة.</translation>
    </message>
    <message>
        <source>The call broke off, which was not your fault: try again.</source>
        <translation>انقطعت المكالمة، وليس بسببك: يرجى المحاولة من جديد.</translation>
    </message>
    <message>
        <source>Ask for a new code: that one was tried too many times.</source>
        <translation>يرجى طلب رمز جديد: جرّب هذا الرمز مرات كثيرة.</translation>
    </message>
    <message>
        <source>Ask for a new code: that one has expired.</source>
        <translation>يرجى طلب رمز جديد: انتهت صلاحية هذا الرمز.</translation>
    </message>
    <message>
        <source>Type the characters too, or listen to the digits.</source>
        <translation>يرجى أيضًا كتابة الأحرف أو الاستماع إلى الأرقام.</translation>
    </message>
    <message>
        <source>Choose another method or ask staff: too many messages were sent this way.</source>
        <translation>يرجى اختيار طريقة أخرى أو طلب مساعدة الموظفين: أرسلت رسائل كثيرة بهذه الطريقة.</translation>
    </message>
    <message>
        <source>Type the code you received.</source>
        <translation>يرجى كتابة الرمز الذي وصلك.</translation>
    </message>
    <message>
        <source>Check the code and type it again: it is not the right one.</source>
        <translation>يرجى مراجعة الرمز وكتابته من جديد: ليس صحيحا.</translation>
    </message>
    <message>
        <source>Type the number that staff gave you.</source>
        <translation>يرجى كتابة الرقم الذي أعطاه الموظفون.</translation>
    </message>
    <message>
        <source>Ask staff for the number again: that is not it.</source>
        <translation>يرجى سؤال الموظفين عن الرقم من جديد: ليس هذا هو الرقم.</translation>
    </message>
    <message>
        <source>Staff did not approve the request. They can tell you why.</source>
        <translation>لم يوافق الموظفون على الطلب. يمكنهم توضيح السبب لك.</translation>
    </message>
    <message>
        <source>Ask again: the request has run out of time.</source>
        <translation>يرجى الطلب من جديد: انتهى وقت الطلب.</translation>
    </message>
    <message>
        <source>Staff can help you now. The automatic way rests until tomorrow.</source>
        <translation>يمكن للموظفين مساعدتك الآن. الطريقة الآلية متوقفة حتى الغد.</translation>
    </message>
    <message>
        <source>Type a new password, twice.</source>
        <translation>يرجى كتابة كلمة مرور جديدة مرتين.</translation>
    </message>
    <message>
        <source>Type the same password twice: the two differ.</source>
        <translation>يرجى كتابة كلمة المرور نفسها مرتين: الكلمتان مختلفتان.</translation>
    </message>
    <message>
        <source>Choose another password: {reasons}.</source>
        <translation>يرجى اختيار كلمة مرور أخرى: {reasons}.</translation>
    </message>
    <message>
        <source>Please try again in a moment: nothing was changed, the directory did not answer.</source>
        <translation>يرجى المحاولة من جديد بعد قليل: لم يتغير شيء، ولم يستجب الدليل.</translation>
    </message>
    <message>
        <source>Choose a new password: the account could not be unlocked.</source>
        <translation>يرجى اختيار كلمة مرور جديدة: تعذّر إلغاء قفل الحساب.</translation>
    </message>
    <message>
        <source>Make a new link: another phone had taken that one.</source>
        <translation>يرجى إنشاء رابط جديد: أخذ هاتف آخر هذا الرابط.</translation>
    </message>
    <message>
        <source>Make a new link: that one has run out, or was ended.</source>
        <translation>يرجى إنشاء رابط جديد: انتهت صلاحية هذا الرابط أو أوقف.</translation>
    </message>
    <message>
        <source>Type the number or the address.</source>
        <translation>يرجى كتابة الرقم أو العنوان.</translation>
    </message>
    <message>
        <source>Choose another one: that number or address cannot be used here.</source>
        <translation>يرجى اختيار غيره: لا يمكن استعمال هذا الرقم أو العنوان هنا.</translation>
    </message>
</context>
<context>
    <name>RegisterContact</name>
    <message>
        <source>Register a way to be reached</source>
        <translation>تسجيل وسيلة تواصل</translation>
    </message>
    <message>
        <source>A mobile phone number</source>
        <translation>رقم هاتف محمول</translation>
    </message>
    <message>
        <source>A personal e-mail address</source>
        <translation>عنوان بريد إلكتروني شخصي</translation>
    </message>
    <message>
        <source>I lost my phone</source>
        <translation>فقدت هاتفي</translation>
    </message>
    <message>
        <source>Number or address</source>
        <translation>الرقم أو العنوان</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>الرمز</translation>
    </message>
    <message>
        <source>Finish without the code</source>
        <translation>الإنهاء دون الرمز</translation>
    </message>
</context>
<context>
    <name>RegisterContactView</name>
    <message>
        <source>We have sent a code to {contact}.</source>
        <translation>أرسلنا رمزا إلى {contact}.</translation>
    </message>
    <message>
        <source>Next time a code can reach you, and you will not need staff.</source>
        <translation>في المرة القادمة يمكن أن يصلك رمز، من دون الموظفين.</translation>
    </message>
    <message>
        <source>Your personal e-mail address</source>
        <translation>عنوان بريدك الإلكتروني الشخصي</translation>
    </message>
    <message>
        <source>Your mobile phone number</source>
        <translation>رقم هاتفك المحمول</translation>
    </message>
    <message>
        <source>Not your address here: you could not read it when locked out.</source>
        <translation>ليس عنوانك هنا: لا يمكنك قراءته إذا قفل حسابك.</translation>
    </message>
    <message>
        <source>Enter the code you received</source>
        <translation>يرجى كتابة الرمز الذي وصلك</translation>
    </message>
</context>
<context>
    <name>Remedy</name>
    <message>
        <source>Staff: if it lasts, check the network of this station.</source>
        <translation>للموظفين: إذا استمر ذلك تراجع شبكة هذه المحطة.</translation>
    </message>
    <message>
        <source>Staff: tell the operators, who check the certificate of the service.</source>
        <translation>للموظفين: يرجى إبلاغ المشغّلين، فهم يراجعون شهادة الخدمة.</translation>
    </message>
    <message>
        <source>Staff: tell the operators, who check the clock and the certificate of the service.</source>
        <translation>للموظفين: يرجى إبلاغ المشغّلين، فهم يراجعون الساعة وشهادة الخدمة.</translation>
    </message>
    <message>
        <source>Staff: tell the operators, who set the clock.</source>
        <translation>للموظفين: يرجى إبلاغ المشغّلين، فهم يضبطون الساعة.</translation>
    </message>
    <message>
        <source>Staff: tell the operators, who can connect the station again.</source>
        <translation>للموظفين: يرجى إبلاغ المشغّلين، فهم يربطون المحطة من جديد.</translation>
    </message>
    <message>
        <source>Staff: bring it back to its place, or tell the operators, who set its network.</source>
        <translation>للموظفين: تعاد المحطة إلى مكانها. أو يبلغ المشغّلون الذين يضبطون شبكتها.</translation>
    </message>
    <message>
        <source>Staff: tell the operators, who approve it at the backend.</source>
        <translation>للموظفين: يرجى إبلاغ المشغّلين، فهم يوافقون على المحطة في الخادم.</translation>
    </message>
    <message>
        <source>Staff: if it happens again, tell the operators the reference.</source>
        <translation>للموظفين: إذا تكرر ذلك يرجى إعطاء المشغّلين الرقم المرجعي.</translation>
    </message>
    <message>
        <source>Staff: tell the operators the reference; station and service may differ in version.</source>
        <translation>للموظفين: يرجى إعطاء المشغّلين الرقم المرجعي. ربما تختلف نسخة المحطة عن نسخة الخدمة.</translation>
    </message>
    <message>
        <source>Install the keyring, or start it.</source>
        <translation>يرجى تثبيت حلقة المفاتيح أو تشغيلها.</translation>
    </message>
    <message>
        <source>Unlock the keyring.</source>
        <translation>يرجى إلغاء قفل حلقة المفاتيح.</translation>
    </message>
    <message>
        <source>If it lasts, check the keyring and restart the station.</source>
        <translation>إذا استمر ذلك تراجع حلقة المفاتيح ويعاد تشغيل المحطة.</translation>
    </message>
    <message>
        <source>Correct the settings.</source>
        <translation>يرجى تصحيح الإعدادات.</translation>
    </message>
    <message>
        <source>Put the certificate authority in place, or check the network.</source>
        <translation>يرجى وضع شهادة سلطة التصديق في مكانها أو مراجعة الشبكة.</translation>
    </message>
    <message>
        <source>Make room on the disk, or let the station write to its folder.</source>
        <translation>يرجى إفراغ مساحة على القرص أو السماح للمحطة بالكتابة في مجلدها.</translation>
    </message>
</context>
<context>
    <name>Resend</name>
    <message>
        <source>Try again</source>
        <translation>المحاولة من جديد</translation>
    </message>
    <message>
        <source>Try again in {time}</source>
        <translation>من جديد بعد {time}</translation>
    </message>
</context>
<context>
    <name>Rule</name>
    <message>
        <source>the same password twice</source>
        <translation>كلمة المرور نفسها مرتين</translation>
    </message>
    <message>
        <source>met</source>
        <translation>مستوفى</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>ليس بعد</translation>
    </message>
    <message>
        <source>a lower-case letter</source>
        <translation>حرف صغير</translation>
    </message>
    <message>
        <source>an upper-case letter</source>
        <translation>حرف كبير</translation>
    </message>
    <message>
        <source>at least one digit</source>
        <translation>رقم واحد على الأقل</translation>
    </message>
    <message>
        <source>a special character</source>
        <translation>حرف خاص</translation>
    </message>
    <message>
        <source>without the characters that are not accepted: {characters}</source>
        <translation>من دون الأحرف غير المقبولة: {characters}</translation>
    </message>
    <message>
        <source>space</source>
        <translation>مسافة</translation>
    </message>
    <message>
        <source>it is too short</source>
        <translation>قصيرة جدا</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>طويلة جدا</translation>
    </message>
    <message>
        <source>it lacks a lower-case letter</source>
        <translation>ينقصها حرف صغير</translation>
    </message>
    <message>
        <source>it lacks an upper-case letter</source>
        <translation>ينقصها حرف كبير</translation>
    </message>
    <message>
        <source>it lacks a digit</source>
        <translation>ينقصها رقم</translation>
    </message>
    <message>
        <source>it lacks a special character</source>
        <translation>ينقصها حرف خاص</translation>
    </message>
    <message>
        <source>it needs more kinds of characters</source>
        <translation>تلزمها أنواع أكثر من الأحرف</translation>
    </message>
    <message>
        <source>you have used it before</source>
        <translation>سبق أن استعملتها</translation>
    </message>
    <message>
        <source>the last change was too short a time ago</source>
        <translation>آخر تغيير حديث جدا</translation>
    </message>
    <message>
        <source>the current password is no longer the right one</source>
        <translation>لم تعد كلمة المرور الحالية صحيحة</translation>
    </message>
    <message>
        <source>the directory does not accept it</source>
        <translation>لا يقبلها الدليل</translation>
    </message>
    <message>
        <source>the character {detail} is not accepted</source>
        <translation>الحرف {detail} غير مقبول</translation>
    </message>
    <message>
        <source>“{detail}” is guessed at once</source>
        <translation>«{detail}» تخمّن فورا</translation>
    </message>
    <message>
        <source>“{detail}” is a word of the college</source>
        <translation>«{detail}» من كلمات المؤسسة</translation>
    </message>
    <message>
        <source>“{detail}” is part of your name or user ID</source>
        <translation>«{detail}» جزء من اسمك أو من معرّف المستخدم</translation>
    </message>
    <message>
        <source>it contains a character that is not accepted</source>
        <translation>فيها حرف غير مقبول</translation>
    </message>
    <message>
        <source>it is guessed at once</source>
        <translation>تخمّن فورا</translation>
    </message>
    <message>
        <source>it contains a word of the college</source>
        <translation>فيها كلمة من كلمات المؤسسة</translation>
    </message>
    <message>
        <source>it contains your name or user ID</source>
        <translation>فيها اسمك أو معرّف المستخدم</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Sign in</source>
        <translation>تسجيل الدخول</translation>
    </message>
    <message>
        <source>Work or school account</source>
        <translation>حساب العمل أو الدراسة</translation>
    </message>
    <message>
        <source>User ID:</source>
        <translation>معرّف المستخدم:</translation>
    </message>
    <message>
        <source>User ID</source>
        <translation>معرّف المستخدم</translation>
    </message>
    <message>
        <source>Password:</source>
        <translation>كلمة المرور:</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>كلمة المرور</translation>
    </message>
    <message>
        <source>Show the password for five seconds</source>
        <translation>إظهار كلمة المرور خمس ثوان</translation>
    </message>
    <message>
        <source>Keep me signed in</source>
        <translation>البقاء قيد تسجيل الدخول</translation>
    </message>
    <message>
        <source>Always off on a shared station.</source>
        <translation>معطّل دائما على محطة مشتركة.</translation>
    </message>
    <message>
        <source>Can&apos;t access your account?</source>
        <translation>ألا يمكنك الوصول إلى حسابك؟</translation>
    </message>
    <message>
        <source>Forgot your password?</source>
        <translation>نسيت كلمة المرور؟</translation>
    </message>
</context>
<context>
    <name>SignInView</name>
    <message>
        <source>Sign in</source>
        <translation>تسجيل الدخول</translation>
    </message>
</context>
<context>
    <name>Speech</name>
    <message>
        <source>not read aloud</source>
        <translation>لا يُقرأ بصوت مسموع</translation>
    </message>
    <message>
        <source>{place} of {number}</source>
        <translation>{place} من {number}</translation>
    </message>
    <message>
        <source>button</source>
        <translation>زر</translation>
    </message>
    <message>
        <source>choice</source>
        <translation>خيار</translation>
    </message>
    <message>
        <source>field</source>
        <translation>حقل</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>مختار</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>غير مختار</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>غير متاح</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>فارغ</translation>
    </message>
    <message>
        <source>Plug in a headset to hear the characters.</source>
        <translation>صِل سماعة رأس لسماع الأحرف.</translation>
    </message>
    <message>
        <source>Show the password to hear its characters.</source>
        <translation>أظهر كلمة المرور لسماع أحرفها.</translation>
    </message>
    <message>
        <source>character</source>
        <translation>حرف</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>حُذف</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>ثُبّت</translation>
    </message>
    <message>
        <source>space</source>
        <translation>مسافة</translation>
    </message>
    <message>
        <source>dot</source>
        <translation>نقطة</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>فاصلة</translation>
    </message>
    <message>
        <source>hyphen</source>
        <translation>شرطة</translation>
    </message>
    <message>
        <source>underscore</source>
        <translation>شرطة سفلية</translation>
    </message>
    <message>
        <source>at sign</source>
        <translation>علامة آت</translation>
    </message>
    <message>
        <source>exclamation mark</source>
        <translation>علامة تعجب</translation>
    </message>
    <message>
        <source>question mark</source>
        <translation>علامة استفهام</translation>
    </message>
    <message>
        <source>apostrophe</source>
        <translation>فاصلة علوية</translation>
    </message>
    <message>
        <source>quotation mark</source>
        <translation>علامة اقتباس</translation>
    </message>
    <message>
        <source>colon</source>
        <translation>نقطتان</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>فاصلة منقوطة</translation>
    </message>
    <message>
        <source>open bracket</source>
        <translation>قوس مفتوح</translation>
    </message>
    <message>
        <source>close bracket</source>
        <translation>قوس مغلق</translation>
    </message>
    <message>
        <source>capital {letter}</source>
        <translation>{letter} حرف كبير</translation>
    </message>
    <message>
        <source>small letters</source>
        <translation>أحرف صغيرة</translation>
    </message>
    <message>
        <source>capital letters</source>
        <translation>أحرف كبيرة</translation>
    </message>
    <message>
        <source>digits</source>
        <translation>أرقام</translation>
    </message>
    <message>
        <source>Volume {percent} per cent</source>
        <translation>مستوى الصوت {percent} بالمئة</translation>
    </message>
    <message>
        <source>Speech on. On the number pad, plus goes on, minus goes back, Enter chooses, slash repeats.</source>
        <translation>القراءة الصوتية مفعّلة. على لوحة الأرقام: زائد للتالي، ناقص للسابق، إدخال للاختيار، الشرطة المائلة للإعادة.</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>أبطأ</translation>
    </message>
    <message>
        <source>Speech off</source>
        <translation>القراءة الصوتية متوقفة</translation>
    </message>
    <message>
        <source>Speech is not available at this station: ask staff.</source>
        <translation>القراءة الصوتية غير متاحة في هذه المحطة: اسأل الموظفين.</translation>
    </message>
    <message>
        <source>Speech is not available in this language.</source>
        <translation>القراءة الصوتية غير متاحة بهذه اللغة.</translation>
    </message>
    <message>
        <source>One level up</source>
        <translation>مستوى واحد إلى أعلى</translation>
    </message>
    <message>
        <source>From {first} to {last}</source>
        <translation>من {first} إلى {last}</translation>
    </message>
</context>
<context>
    <name>SpokenCounts</name>
    <message numerus="yes">
        <source>%n character(s)</source>
        <translation>
            <numerusform>لا أحرف</numerusform>
            <numerusform>حرف واحد</numerusform>
            <numerusform>حرفان</numerusform>
            <numerusform>%n أحرف</numerusform>
            <numerusform>%n حرفًا</numerusform>
            <numerusform>%n حرف</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>لم يبق وقت</numerusform>
            <numerusform>بقيت ثانية واحدة</numerusform>
            <numerusform>بقيت ثانيتان</numerusform>
            <numerusform>بقيت %n ثوانٍ</numerusform>
            <numerusform>بقيت %n ثانية</numerusform>
            <numerusform>بقيت %n ثانية</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Suggestion</name>
    <message>
        <source>Your user ID is {rewritten}, not {typed}.</source>
        <translation>معرّفك هو {rewritten} وليس {typed}.</translation>
    </message>
    <message>
        <source>No, keep what I typed: {typed}</source>
        <translation>لا، الإبقاء على ما كتبته: {typed}</translation>
    </message>
    <message>
        <source>Yes, use this ID</source>
        <translation>نعم، استعمال هذا المعرّف</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>On-screen keyboard</source>
        <translation>لوحة المفاتيح على الشاشة</translation>
    </message>
    <message>
        <source>Adapt the station: colours, text size, voice</source>
        <translation>كيّف المحطة: الألوان وحجم النص والصوت</translation>
    </message>
</context>
<context>
    <name>Trail</name>
    <message>
        <source>verification step {number}</source>
        <translation>خطوة التحقق {number}</translation>
    </message>
    <message>
        <source>choose a new password</source>
        <translation>اختيار كلمة مرور جديدة</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>Connection interrupted. We are trying again…</source>
        <translation>انقطع الاتصال. نحاول من جديد…</translation>
    </message>
    <message>
        <source>Reference {reference}</source>
        <translation>الرقم المرجعي {reference}</translation>
    </message>
</context>
<context>
    <name>UnlockOnly</name>
    <message>
        <source>Your account is locked</source>
        <translation>حسابك مقفل</translation>
    </message>
    <message>
        <source>Do you still know your password? Keep it: we only unlock the account.</source>
        <translation>هل ما زلت تعرف كلمة مرورك؟ يمكنك الاحتفاظ بها: نلغي قفل الحساب فقط.</translation>
    </message>
    <message>
        <source>Keep my password and unlock</source>
        <translation>الاحتفاظ بكلمة المرور وإلغاء القفل</translation>
    </message>
    <message>
        <source>Choose a new password</source>
        <translation>اختيار كلمة مرور جديدة</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>One moment</source>
        <translation>لحظة</translation>
    </message>
    <message>
        <source>One moment, please</source>
        <translation>لحظة من فضلك</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>قيد التنفيذ</translation>
    </message>
</context>
<context>
    <name>WaitingView</name>
    <message>
        <source>We are preparing the message.</source>
        <translation>نعدّ الرسالة.</translation>
    </message>
    <message>
        <source>We are checking what you typed.</source>
        <translation>نراجع ما كتبته.</translation>
    </message>
    <message>
        <source>We are setting your new password. Do not leave yet.</source>
        <translation>نحفظ كلمة مرورك الجديدة. يرجى البقاء هنا.</translation>
    </message>
    <message>
        <source>We are unlocking your account. Do not leave yet.</source>
        <translation>نلغي قفل حسابك. يرجى البقاء هنا.</translation>
    </message>
    <message>
        <source>We are telling staff.</source>
        <translation>نبلغ الموظفين.</translation>
    </message>
    <message>
        <source>We are looking for what is possible.</source>
        <translation>نبحث عمّا هو ممكن.</translation>
    </message>
    <message>
        <source>We are waiting for an answer.</source>
        <translation>ننتظر جوابا.</translation>
    </message>
    <message numerus="yes">
        <source>The station is very busy: this goes on in %n second(s).</source>
        <translation>
            <numerusform>المحطة مشغولة جدا: المتابعة الآن.</numerusform>
            <numerusform>المحطة مشغولة جدا: المتابعة بعد ثانية واحدة.</numerusform>
            <numerusform>المحطة مشغولة جدا: المتابعة بعد ثانيتين.</numerusform>
            <numerusform>المحطة مشغولة جدا: المتابعة بعد %n ثوان.</numerusform>
            <numerusform>المحطة مشغولة جدا: المتابعة بعد %n ثانية.</numerusform>
            <numerusform>المحطة مشغولة جدا: المتابعة بعد %n ثانية.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WriteUnknown</name>
    <message>
        <source>Not certain</source>
        <translation>غير مؤكد</translation>
    </message>
    <message>
        <source>We could not make sure</source>
        <translation>لسنا متأكدين</translation>
    </message>
    <message>
        <source>Your change was sent, but its confirmation did not arrive.</source>
        <translation>أرسل تغييرك، لكن التأكيد لم يصل.</translation>
    </message>
    <message>
        <source>Try to sign in with the new password. If it does not work, ask staff.</source>
        <translation>يرجى محاولة تسجيل الدخول بكلمة المرور الجديدة. إن لم تنجح يمكنك طلب مساعدة الموظفين.</translation>
    </message>
</context>
<context>
    <name>WriteUnknownView</name>
    <message>
        <source>Try to sign in</source>
        <translation>محاولة تسجيل الدخول</translation>
    </message>
</context>
</TS>
