<#
.SYNOPSIS
    Keep the key chords of Windows from the station's visitors.
.DESCRIPTION
    Keyboard Filter (Enterprise, Education, IoT Enterprise). The names are those of "Predefined key combinations", the
    classes those of "WEKF_PredefinedKey" and "WEKF_Settings", Microsoft Learn. What is not in the list still works:
    letters with Shift and AltGr, Tab, Escape, arrows, F1 to F7, and Ctrl+Shift+F8 for staff. The filter holds for every
    account but administrators, on keyboards; the station's own keyboard on the screen has none of these keys.
.PARAMETER BreakoutKey
    Scan code of the key that leads to the sign-in screen when it is pressed five times in a row, whoever presses it. The
    default of Windows, the left Windows key (91), is on every keyboard and known to all; 118 is F24, which is on none
    that visitors have.
.PARAMETER Remove
    Let every one of them through again.
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 255)][int] $BreakoutKey = 118,
    [switch] $Remove
)
#Requires -RunAsAdministrator
Set-StrictMode -Version Latest
$ErrorActionPreference = "Stop"

$chords = @(
    # security
    "Ctrl+Alt+Del", "Shift+Ctrl+Esc", "Win+L"
    # applications and windows
    "Alt+F4", "Ctrl+F4", "Alt+Space", "Alt+Tab", "Ctrl+Tab", "Ctrl+Esc"
    # the Windows key, alone and with every other
    "Windows", "Ctrl+Win+F", "Win+Break", "Win+E", "Win+F", "Win+F1", "Win+P", "Win+R", "Win+Tab", "Win+D", "Win+M", "Win+Home"
    "Win+T", "Win+B", "Win+-", "Win++", "Win+Esc", "Win+Up", "Win+Down", "Win+Left", "Win+Right", "Win+Shift+Up"
    "Win+Shift+Down", "Win+Shift+Left", "Win+Shift+Right", "Win+Space", "Win+O", "Win+PageUp", "Win+PageDown", "Win+."
    "Win+C", "Win+I", "Win+K", "Win+H", "Win+Q", "Win+W", "Win+Z", "Win+/", "Win+J", "Win+,", "Win+V", "Win+U"
    "AltWin", "CtrlWin", "ShiftWin", "F21"
    # dialogues of Windows' own aids
    "LShift+LAlt+PrintScrn", "LShift+LAlt+NumLock"
    # keys that start a program
    "Application", "LaunchMail", "LaunchMediaSelect", "LaunchApp1", "LaunchApp2"
    "BrowserBack", "BrowserForward", "BrowserRefresh", "BrowserStop", "BrowserSearch", "BrowserFavorites", "BrowserHome"
    "MediaNext", "MediaPrev", "MediaStop", "MediaPlayPause"
)
$place = @{ Namespace = "root\standardcimv2\embedded" }

if (-not $Remove) {
    $feature = Enable-WindowsOptionalFeature -Online -NoRestart -All -FeatureName "Client-KeyboardFilter"
    Set-Service -Name "MsKeyboardFilter" -StartupType Automatic
    if ($feature.RestartNeeded) {
        Write-Warning "Restart the machine, then run this once more: the filter's classes are there only then."
        exit 0
    }
    Start-Service -Name "MsKeyboardFilter"
}

function Set-Setting([string] $Name, [string] $Value) {
    $setting = Get-CimInstance @place -ClassName "WEKF_Settings" -Filter "Name='$Name'"
    if (-not $setting) { throw "WEKF_Settings has no $Name" }
    Set-CimInstance -CimInstance $setting -Property @{ Value = $Value } | Out-Null
}

$known = @(Get-CimInstance @place -ClassName "WEKF_PredefinedKey")
$missing = @()
foreach ($chord in $chords) {
    $key = $known | Where-Object { $_.Id -eq $chord }
    if (-not $key) { $missing += $chord; continue }
    Set-CimInstance -CimInstance $key -Property @{ Enabled = (-not $Remove) } | Out-Null
}
# Sticky, filter and toggle keys ask by a dialogue over the station; the station has aids of its own.
Set-Setting "ForceOffAccessibility" $(if ($Remove) { "false" } else { "true" })
Set-Setting "DisableKeyboardFilterForAdministrators" "true"
Set-Setting "BreakoutKeyScanCode" $(if ($Remove) { "91" } else { "$BreakoutKey" })
if ($missing) { throw "This Windows does not know: $($missing -join ', ')" }
Write-Output "$($chords.Count) chords $(if ($Remove) { 'let through' } else { 'blocked' })."
