<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>Choose another method or ask staff: this one can be used again in %n minute(s).</source>
        <translation>
            <numerusform>Choose another method or ask staff: this one can be used again in %n minute.</numerusform>
            <numerusform>Choose another method or ask staff: this one can be used again in %n minutes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at least %n character(s)</source>
        <translation>
            <numerusform>at least %n character</numerusform>
            <numerusform>at least %n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %n character(s)</source>
        <translation>
            <numerusform>at most %n character</numerusform>
            <numerusform>at most %n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of these kinds: lower case, upper case, digit, special</source>
        <translation>
            <numerusform>%n of these kinds: lower case, upper case, digit, special</numerusform>
            <numerusform>%n of these kinds: lower case, upper case, digit, special</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>New picture in %n second(s)…</source>
        <translation>
            <numerusform>New picture in %n second…</numerusform>
            <numerusform>New picture in %n seconds…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The clock of this station is wrong by %n second(s).</source>
        <translation>
            <numerusform>The clock of this station is wrong by %n second.</numerusform>
            <numerusform>The clock of this station is wrong by %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) left</source>
        <translation>
            <numerusform>%n attempt left</numerusform>
            <numerusform>%n attempts left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DoneView</name>
    <message numerus="yes">
        <source>Works in %n minute(s): {service}</source>
        <translation>
            <numerusform>Works in %n minute: {service}</numerusform>
            <numerusform>Works in %n minutes: {service}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IdleWarningView</name>
    <message numerus="yes">
        <source>second(s)</source>
        <translation>
            <numerusform>second</numerusform>
            <numerusform>seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LostPhoneView</name>
    <message numerus="yes">
        <source>It works for %n minute(s). Write it down: nobody sees it again.</source>
        <translation>
            <numerusform>It works for %n minute. Write it down: nobody sees it again.</numerusform>
            <numerusform>It works for %n minutes. Write it down: nobody sees it again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutOfServiceView</name>
    <message numerus="yes">
        <source>It tries again by itself in %n second(s).</source>
        <translation>
            <numerusform>It tries again by itself in %n second.</numerusform>
            <numerusform>It tries again by itself in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SpokenCounts</name>
    <message numerus="yes">
        <source>%n character(s)</source>
        <translation>
            <numerusform>%n character</numerusform>
            <numerusform>%n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%n second left</numerusform>
            <numerusform>%n seconds left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WaitingView</name>
    <message numerus="yes">
        <source>The station is very busy: this goes on in %n second(s).</source>
        <translation>
            <numerusform>The station is very busy: this goes on in %n second.</numerusform>
            <numerusform>The station is very busy: this goes on in %n seconds.</numerusform>
        </translation>
    </message>
</context>
</TS>
