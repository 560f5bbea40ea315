<#
.SYNOPSIS
    Put a configuration of Assigned Access or Shell Launcher in force on this machine, or take it out.
.DESCRIPTION
    By the MDM bridge, which answers the system account alone: the script starts itself again as that account through a
    task of its own. Sources: "Quickstart: configure a kiosk with Shell Launcher" and "Using PowerShell scripting with
    the WMI Bridge Provider", Microsoft Learn. With Intune, give the XML file to the AssignedAccess CSP instead.
.PARAMETER Kind
    ShellLauncher (Enterprise, Education, IoT Enterprise) or AssignedAccess (Pro).
.PARAMETER Remove
    Take it out: every account has Explorer again.
.EXAMPLE
    .\bridge.ps1 -Kind ShellLauncher
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)][ValidateSet("ShellLauncher", "AssignedAccess")][string] $Kind,
    [switch] $Remove
)
#Requires -RunAsAdministrator
Set-StrictMode -Version Latest
$ErrorActionPreference = "Stop"

$property = @{ ShellLauncher = "ShellLauncher"; AssignedAccess = "Configuration" }[$Kind]
$file = @{ ShellLauncher = "shell-launcher.xml"; AssignedAccess = "assigned-access.xml" }[$Kind]
$result = Join-Path $env:ProgramData "repasse\bridge.log"

if ([Security.Principal.WindowsIdentity]::GetCurrent().IsSystem) {
    try {
        $bridge = Get-CimInstance -Namespace "root\cimv2\mdm\dmmap" -ClassName "MDM_AssignedAccess"
        $text = if ($Remove) { $null } else { Get-Content -Raw -Encoding UTF8 -Path (Join-Path $PSScriptRoot $file) }
        $bridge.$property = if ($Remove) { $null } else { [System.Net.WebUtility]::HtmlEncode($text) }
        Set-CimInstance -CimInstance $bridge | Out-Null
        Set-Content -Path $result -Value "ok"
    }
    catch {
        Set-Content -Path $result -Value $_.Exception.Message
    }
    exit 0
}

if ($Kind -eq "ShellLauncher" -and -not $Remove) {
    Enable-WindowsOptionalFeature -Online -NoRestart -All -FeatureName "Client-EmbeddedShellLauncher" | Out-Null
}
$name = "repasse-bridge"
$arguments = "-NoProfile -ExecutionPolicy Bypass -File `"$PSCommandPath`" -Kind $Kind" + $(if ($Remove) { " -Remove" } else { "" })
$action = New-ScheduledTaskAction -Execute "$env:SystemRoot\System32\WindowsPowerShell\v1.0\powershell.exe" -Argument $arguments
Remove-Item -Path $result -ErrorAction SilentlyContinue
Register-ScheduledTask -TaskName $name -Action $action -User "S-1-5-18" -RunLevel Highest -Force | Out-Null
try {
    Start-ScheduledTask -TaskName $name
    $until = (Get-Date).AddSeconds(60)
    while (-not (Test-Path $result) -and (Get-Date) -lt $until) { Start-Sleep -Milliseconds 500 }
}
finally {
    Unregister-ScheduledTask -TaskName $name -Confirm:$false
}
$said = if (Test-Path $result) { Get-Content -Raw $result } else { "no answer within a minute" }
if ($said.Trim() -ne "ok") { throw "${Kind}: $said" }
Write-Output "${Kind}: in force at the next sign-in."
