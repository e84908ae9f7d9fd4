; Inno Setup 6: one installer for this account, without administrator. Compiled by build.ps1, which passes
; /DVersion, /DFlavour and /DProgram (the frozen folder).
; Silent: samft-<version>-windows-<flavour>-setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART [/DIR="..."] [/ALLUSERS]
#ifndef Version
  #error Version is missing: run packaging\windows\build.ps1
#endif
#ifndef Flavour
  #error Flavour is missing: run packaging\windows\build.ps1
#endif
#ifndef Program
  #error Program is missing: run packaging\windows\build.ps1
#endif
#define Root SourcePath + "..\.."

[Setup]
; Never change: an update finds the installed program by it. The brace is doubled because { begins a constant.
AppId={{7D4C0B52-6E0B-4B57-9B6C-2D1D6B5E9F11}
AppName=SAMFT
AppVersion={#Version}
AppVerName=SAMFT {#Version}
VersionInfoVersion={#Version}
VersionInfoProductName=SAMFT
LicenseFile={#Root}\LICENSE
SetupIconFile={#Root}\build\icons\samft.ico
UninstallDisplayIcon={app}\samftw.exe
OutputDir={#Root}\dist
OutputBaseFilename=samft-{#Version}-windows-{#Flavour}-setup
; Without administrator by default; /ALLUSERS asks for one and installs under Program Files.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline dialog
DefaultDirName={autopf}\SAMFT
DefaultGroupName=SAMFT
DisableProgramGroupPage=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
Compression=lzma2/normal
SolidCompression=yes
LZMAUseSeparateProcess=yes
#if Flavour == "cuda"
; An installer of more than 2 GB cannot be one file.
DiskSpanning=yes
DiskSliceSize=2000000000
#endif
CloseApplications=yes
RestartApplications=no
ChangesAssociations=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.OpenFolder=Open with SAMFT
de.OpenFolder=Mit SAMFT öffnen
en.DesktopIcon=Put an icon on the desktop
en.Pack=SAMFT pack
de.Pack=SAMFT-Paket
de.DesktopIcon=Symbol auf dem Desktop ablegen

[Tasks]
Name: "desktopicon"; Description: "{cm:DesktopIcon}"; Flags: unchecked

[InstallDelete]
; Modules of an older version must not be found by the new one. Projects and settings lie elsewhere.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Program}\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{group}\SAMFT"; Filename: "{app}\samftw.exe"
Name: "{autodesktop}\SAMFT"; Filename: "{app}\samftw.exe"; Tasks: desktopicon

[Registry]
; A project is a folder, so SAMFT offers itself in a folder's menu.
Root: HKA; Subkey: "Software\Classes\Directory\shell\SAMFT"; ValueType: string; ValueData: "{cm:OpenFolder}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Directory\shell\SAMFT"; ValueType: string; ValueName: "Icon"; ValueData: "{app}\samftw.exe"
Root: HKA; Subkey: "Software\Classes\Directory\shell\SAMFT\command"; ValueType: string; ValueData: """{app}\samftw.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\.samftmodel"; ValueType: string; ValueData: "SAMFT.Pack"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.samftproject"; ValueType: string; ValueData: "SAMFT.Pack"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.samftupdate"; ValueType: string; ValueData: "SAMFT.Pack"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\SAMFT.Pack"; ValueType: string; ValueData: "{cm:Pack}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\SAMFT.Pack\DefaultIcon"; ValueType: string; ValueData: "{app}\samftw.exe"
Root: HKA; Subkey: "Software\Classes\SAMFT.Pack\shell\open\command"; ValueType: string; ValueData: """{app}\samftw.exe"" ""%1"""
Root: HKA; Subkey: "Software\Microsoft\Windows\CurrentVersion\App Paths\samft.exe"; ValueType: string; ValueData: "{app}\samft.exe"; Flags: uninsdeletekey

[Run]
Filename: "{app}\samftw.exe"; Description: "{cm:LaunchProgram,SAMFT}"; Flags: nowait postinstall skipifsilent

; Nothing is listed for removal beside what was installed: projects, settings and logs stay.
