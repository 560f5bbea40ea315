<#
.SYNOPSIS
    Make the account of the station and the policies of its machine.
.DESCRIPTION
    Run once as an administrator after the installer, again after a change. Sources on Microsoft Learn: "Assigned Access
    recommendations" (power, updates, sign-in), "Policy CSP" of the names below, "Powercfg command-line options",
    "Collecting User-Mode Dumps". Automatic sign-in is set up by hand, with its password as an LSA secret: docs\windows.md.
.PARAMETER User
    The local account; made when it is missing, with a password that is asked for.
.PARAMETER ActiveFrom
.PARAMETER ActiveUntil
    Hours (0 to 23) between which updates never restart the machine.
.EXAMPLE
    .\policies.ps1 -ActiveFrom 7 -ActiveUntil 22
#>
[CmdletBinding()]
param(
    [string] $User = "repasse",
    [ValidateRange(0, 23)][int] $ActiveFrom = 7,
    [ValidateRange(0, 23)][int] $ActiveUntil = 22
)
#Requires -RunAsAdministrator
Set-StrictMode -Version Latest
$ErrorActionPreference = "Stop"

if (-not (Get-LocalUser -Name $User -ErrorAction SilentlyContinue)) {
    $password = Read-Host -AsSecureString "Password of the new account $User (keep it: automatic sign-in asks for it)"
    New-LocalUser -Name $User -Password $password -PasswordNeverExpires -UserMayNotChangePassword `
        -Description "Password-reset station" | Out-Null
    # S-1-5-32-545: Users; never another group
    Add-LocalGroupMember -SID "S-1-5-32-545" -Member $User
}

function Set-Values([string] $Root, [object[]] $Rows) {
    foreach ($row in $Rows) {
        $path = Join-Path $Root $row[0]
        if (-not (Test-Path $path)) { New-Item -Path $path -Force | Out-Null }
        New-ItemProperty -Path $path -Name $row[1] -PropertyType DWord -Value $row[2] -Force | Out-Null
    }
}

$policies = "SOFTWARE\Policies\Microsoft\Windows"
$system = "SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System"
$explorer = "SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\Explorer"

Set-Values "HKLM:\" @(
    # what must not come over the station
    , @("$policies\EdgeUI", "AllowEdgeSwipe", 0)
    , @("$policies\System", "DisableLockScreenAppNotifications", 1)
    , @("$policies\System", "DontDisplayNetworkSelectionUI", 1)
    , @("$policies\System", "EnableActivityFeed", 0)
    , @("$policies\System", "AllowClipboardHistory", 0)
    , @("$policies\System", "AllowCrossDeviceClipboard", 0)
    , @("$policies\Windows Search", "AllowCortana", 0)
    , @("$policies\CloudContent", "DisableWindowsConsumerFeatures", 1)
    , @("$policies\Personalization", "NoLockScreen", 1)
    , @("SOFTWARE\Policies\Microsoft\WindowsInkWorkspace", "AllowWindowsInkWorkspace", 0)
    # other people, other ways to end the session
    , @($system, "HideFastUserSwitching", 1)
    , @($system, "shutdownwithoutlogon", 0)
    , @($system, "InactivityTimeoutSecs", 0)
    # after an update Windows would sign the account in and lock it; automatic sign-in does not lock
    , @($system, "DisableAutomaticRestartSignOn", 1)
    # memory images, which could hold what was typed
    , @("$policies\Windows Error Reporting", "Disabled", 1)
    , @("SYSTEM\CurrentControlSet\Control\CrashControl", "CrashDumpEnabled", 0)
    , @("SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management", "ClearPageFileAtShutdown", 1)
    # sticks
    , @($explorer, "NoDriveTypeAutoRun", 255)
    , @($explorer, "NoAutorun", 1)
    , @("$policies\RemovableStorageDevices", "Deny_All", 1)
    # updates: at night, without a word
    , @("$policies\WindowsUpdate", "SetActiveHours", 1)
    , @("$policies\WindowsUpdate", "ActiveHoursStart", $ActiveFrom)
    , @("$policies\WindowsUpdate", "ActiveHoursEnd", $ActiveUntil)
    , @("$policies\WindowsUpdate", "SetUpdateNotificationLevel", 1)
    , @("$policies\WindowsUpdate", "UpdateNotificationLevel", 2)
    , @("$policies\WindowsUpdate\AU", "AUOptions", 4)
    , @("$policies\WindowsUpdate\AU", "ScheduledInstallTime", 3)
)

# The account's own part. Its hive is there once it has signed in.
$profilePath = Join-Path $env:SystemDrive "Users\$User\NTUSER.DAT"
if (Test-Path $profilePath) {
    reg.exe load "HKU\repasse-station" $profilePath | Out-Null
    if ($LASTEXITCODE -ne 0) { throw "The account $User is signed in: sign it out, then run this again." }
    try {
        Set-Values "Registry::HKEY_USERS\repasse-station" @(
            , @($system, "DisableTaskMgr", 1)
            , @($system, "DisableLockWorkstation", 1)
            , @($system, "DisableChangePassword", 1)
            , @($system, "DisableRegistryTools", 1)
            , @($explorer, "NoLogoff", 1)
            , @($explorer, "NoClose", 1)
            , @($explorer, "NoRun", 1)
            , @($explorer, "NoWinKeys", 1)
            , @($explorer, "NoViewContextMenu", 1)
            , @("$policies\System", "DisableCMD", 1)
            , @("$policies\Explorer", "DisableNotificationCenter", 1)
            , @("SOFTWARE\Microsoft\Windows\CurrentVersion\PushNotifications", "ToastEnabled", 0)
            # Print Screen opens no tool that keeps pictures
            , @("Control Panel\Keyboard", "PrintScreenKeyForSnippingEnabled", 0)
            # Windows' keyboard on the screen stays away: the station has its own
            , @("SOFTWARE\Microsoft\TabletTip\1.7", "EnableDesktopModeAutoInvoke", 0)
            , @("SOFTWARE\Microsoft\TabletTip\1.7", "TouchKeyboardTapInvoke", 0)
        )
    }
    finally {
        [gc]::Collect()
        reg.exe unload "HKU\repasse-station" | Out-Null
    }
}
else {
    Write-Warning "$User has never signed in: sign it in and out once, then run this again for its own policies."
}

# The screen stays on, the machine never sleeps, its buttons do nothing: on a battery too, whose mains can be drawn.
foreach ($setting in "monitor-timeout", "standby-timeout", "hibernate-timeout", "disk-timeout") {
    powercfg.exe /change "$setting-ac" 0
    powercfg.exe /change "$setting-dc" 0
}
powercfg.exe /hibernate off
foreach ($button in "PBUTTONACTION", "SBUTTONACTION", "LIDACTION") {
    powercfg.exe /setacvalueindex SCHEME_CURRENT SUB_BUTTONS $button 0
    powercfg.exe /setdcvalueindex SCHEME_CURRENT SUB_BUTTONS $button 0
}
powercfg.exe /setactive SCHEME_CURRENT
Write-Output "Policies set; they hold at the next sign-in of $User."
