; The station's installer for Windows 10 and 11 (x64), for Inno Setup 6.3 or newer: iscc /DVersion=0.1.0 repasse-kiosk.iss
; Per machine, without a service. Sources: "[Setup] section directives", "[Dirs] section", "Common Parameters",
; "Pascal Scripting: Event Functions" of the Inno Setup Help; icacls of Windows Commands (Microsoft Learn).
; Not compiled or run here: docs/windows.md has what to check.

#ifndef Version
  #error Give the version: iscc /DVersion=...
#endif

[Setup]
AppId={{6B0C0E0B-6D57-4C0B-9D57-0F0F7A5F7E21}
AppName=Repasse
AppVersion={#Version}
AppPublisher=Repasse
DefaultDirName={autopf}\Repasse
DisableDirPage=yes
DisableProgramGroupPage=yes
PrivilegesRequired=admin
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.19041
LicenseFile=..\..\LICENSE
OutputDir=..\..\build\desktop
OutputBaseFilename=repasse-kiosk-{#Version}-x64
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
UninstallDisplayName=Repasse station
UninstallDisplayIcon={app}\repasse-kiosk.exe
CloseApplications=force
RestartApplications=no
SetupLogging=yes

[InstallDelete]
; An upgrade leaves no module of the version before, which Python could still import.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\build\desktop\repasse-kiosk\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion
Source: "shell-launcher.xml"; DestDir: "{app}\windows"
Source: "assigned-access.xml"; DestDir: "{app}\windows"
Source: "*.ps1"; Excludes: "build.ps1"; DestDir: "{app}\windows"
Source: "..\..\docs\windows.md"; DestDir: "{app}\windows"
; The administrator's own: kept by upgrades and by an uninstallation that is not told to remove it.
Source: "station.toml"; DestDir: "{commonappdata}\repasse"; Flags: onlyifdoesntexist uninsneveruninstall

[Dirs]
Name: "{commonappdata}\repasse"; Flags: uninsneveruninstall

[Run]
; ProgramData lets every user make files: here only administrators write, and users read. S-1-5-32-544 are
; Administrators, S-1-5-18 the system, S-1-5-32-545 Users ("Well-known SIDs", Microsoft Learn).
Filename: "{sys}\icacls.exe"; Parameters: """{commonappdata}\repasse"" /inheritance:r /grant:r *S-1-5-32-544:(OI)(CI)F *S-1-5-18:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX"; Flags: runhidden waituntilterminated
Filename: "{sys}\icacls.exe"; Parameters: """{commonappdata}\repasse"" /setowner *S-1-5-32-544 /T /Q"; Flags: runhidden waituntilterminated
Filename: "{sys}\icacls.exe"; Parameters: """{commonappdata}\repasse\*"" /reset /T /Q"; Flags: runhidden waituntilterminated

[UninstallDelete]
Type: filesandordirs; Name: "{app}"

[Code]
procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  // Settings only, and only when it is asked for: unins000.exe /SETTINGS=remove
  if (Step = usPostUninstall) and (CompareText(ExpandConstant('{param:SETTINGS|keep}'), 'remove') = 0) then
    DelTree(ExpandConstant('{commonappdata}\repasse'), True, True, True);
end;
