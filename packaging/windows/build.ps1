<#
.SYNOPSIS
    Build the station for Windows: one folder, and with Inno Setup 6 its installer, in build\desktop.
.DESCRIPTION
    On Windows 10 or 11 (x64) with Python 3.13 of python.org. Packages are taken by hash from
    packaging\lock\desktop.txt. Nothing here was run on Windows yet: see docs\windows.md.
.PARAMETER Certificate
    Thumbprint of a code-signing certificate in the user's store; without it nothing is signed.
.PARAMETER TimestampServer
    Where signtool has its signatures dated (RFC 3161).
.EXAMPLE
    powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1 -Certificate 0123ABCD...
#>
[CmdletBinding()]
param(
    [string] $Python = "3.13",
    [string] $Certificate = "",
    [string] $TimestampServer = "http://timestamp.digicert.com"
)
Set-StrictMode -Version Latest
$ErrorActionPreference = "Stop"

$root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
$folder = Join-Path $root "build\desktop\repasse-kiosk"
$version = (Select-String -Path (Join-Path $root "pyproject.toml") -Pattern '^version = "([^"]+)"').Matches[0].Groups[1].Value

function Invoke-Tool([string] $Program, [string[]] $Arguments) {
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Program ended with $LASTEXITCODE" }
}

function Find-Tool([string] $Name, [string[]] $Places) {
    $command = Get-Command $Name -ErrorAction SilentlyContinue
    if ($command) { return $command.Source }
    $found = $Places | ForEach-Object { Get-Item $_ -ErrorAction SilentlyContinue } | Sort-Object FullName | Select-Object -Last 1
    if ($found) { return $found.FullName }
    return $null
}

function Add-Signature([string[]] $Files) {
    if (-not $Certificate) { return }
    $signtool = Find-Tool "signtool.exe" @("${env:ProgramFiles(x86)}\Windows Kits\10\bin\*\x64\signtool.exe")
    if (-not $signtool) { throw "signtool.exe is missing: install the Windows SDK" }
    Invoke-Tool $signtool (@("sign", "/sha1", $Certificate, "/fd", "SHA256", "/tr", $TimestampServer, "/td", "SHA256") + $Files)
}

Invoke-Tool "py" @("-$Python", (Join-Path $root "packaging\pyinstaller\build.py"))
Add-Signature @((Join-Path $folder "repasse-kiosk.exe"), (Join-Path $folder "repasse-kiosk-console.exe"))

# The folder must be able to say its own name before anybody installs it.
Invoke-Tool (Join-Path $folder "repasse-kiosk-console.exe") @("--help")

$iscc = Find-Tool "iscc.exe" @("${env:ProgramFiles(x86)}\Inno Setup 6\ISCC.exe", "$env:ProgramFiles\Inno Setup 6\ISCC.exe")
if (-not $iscc) {
    Write-Warning "Inno Setup 6 is missing: the folder was built, the installer was not."
    exit 0
}
Invoke-Tool $iscc @("/Qp", "/DVersion=$version", (Join-Path $PSScriptRoot "repasse-kiosk.iss"))
Add-Signature @((Join-Path $root "build\desktop\repasse-kiosk-$version-x64.exe"))
