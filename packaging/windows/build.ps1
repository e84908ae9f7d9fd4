<#
.SYNOPSIS
Builds the frozen program and its installer on Windows.
.DESCRIPTION
packaging\windows\build.ps1 [-Flavour cpu|cuda] [-Python PATH] [-SelfTest] [-NoInstaller] [-SignUpdate KEY]

Makes dist\<flavour>\SAMFT and dist\samft-<version>-windows-<flavour>-setup.exe. Without -Python an environment is
made in build\venv-<flavour> from requirements.lock, whose PyTorch is the CPU build on Windows; for cuda, put PyTorch's
CUDA wheels into the folder that SAMFT_TORCH_WHEELS names. SAMFT_UPDATE_KEY names the public key for updates. The installer needs Inno Setup 6 (iscc.exe).
#>
[CmdletBinding()]
param(
    [ValidateSet('cpu', 'cuda')] [string] $Flavour = 'cpu',
    [string] $Python = '',
    [switch] $SelfTest,
    [switch] $NoInstaller,
    [string] $SignUpdate = ''
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$Root = (Resolve-Path (Join-Path $PSScriptRoot '..\..')).Path
Set-Location $Root
$Times = [ordered]@{}

function Invoke-Checked {
    param([string] $Program, [string[]] $Arguments)
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Program ended with exit code $LASTEXITCODE" }
}

function Invoke-Step {
    param([string] $Name, [scriptblock] $Work)
    Write-Host "--- $Name"
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    & $Work
    $Times[$Name] = $watch.Elapsed.TotalSeconds
}

function Find-InnoSetup {
    $found = Get-Command 'iscc.exe' -ErrorAction SilentlyContinue
    if ($found) { return $found.Source }
    foreach ($folder in @(${env:ProgramFiles(x86)}, $env:ProgramFiles, "$env:LOCALAPPDATA\Programs")) {
        $path = Join-Path $folder 'Inno Setup 6\ISCC.exe'
        if (Test-Path $path) { return $path }
    }
    throw 'Inno Setup 6 is missing: winget install JRSoftware.InnoSetup'
}

New-Item -ItemType Directory -Force -Path 'build', 'dist' | Out-Null
if (-not $Python) {
    $Python = Join-Path $Root "build\venv-$Flavour\Scripts\python.exe"
    Invoke-Step 'environment' {
        if (-not (Test-Path $Python)) { Invoke-Checked 'py' @('-3.12', '-m', 'venv', "build\venv-$Flavour") }
        $pip = @('-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps')
        Invoke-Checked $Python ($pip + @('--require-hashes', '-r', 'requirements.lock'))
        if ($env:SAMFT_TORCH_WHEELS) {
            Invoke-Checked $Python ($pip + @('--no-index', '--find-links', $env:SAMFT_TORCH_WHEELS, '--force-reinstall', 'torch'))
        }
    }
}
$Cuda = & $Python -c "import torch; print(torch.version.cuda or 'none')"
if (($Flavour -eq 'cpu') -ne ($Cuda -eq 'none')) { throw "This PyTorch (CUDA: $Cuda) does not fit the flavour $Flavour." }
$Version = (Select-String -Path 'pyproject.toml' -Pattern '^version = "(.+)"').Matches[0].Groups[1].Value
$Program = Join-Path $Root "dist\$Flavour\SAMFT"

Invoke-Step 'freeze' {
    Invoke-Checked $Python @('packaging\render_icons.py', 'build\icons')
    Invoke-Checked $Python @('-m', 'PyInstaller', '--noconfirm', '--log-level', 'WARN', '--distpath', "dist\$Flavour",
        '--workpath', "build\pyinstaller-$Flavour", 'packaging\samft.spec')
}
Invoke-Checked $Python @('packaging\size_budget.py', $Program, $Flavour)
if (-not $NoInstaller) {
    Invoke-Step 'installer' {
        Invoke-Checked (Find-InnoSetup) @('/Q', "/DVersion=$Version", "/DFlavour=$Flavour", "/DProgram=$Program",
            'packaging\windows\samft.iss')
    }
}
if ($SignUpdate) {
    Invoke-Step 'update' {
        $target = "dist\samft-$Version-windows-$Flavour.samftupdate"
        Invoke-Checked $Python @('packaging\make_update.py', "dist\samft-$Version-windows-$Flavour-setup.exe", $target,
            '--flavour', $Flavour, '--sign', $SignUpdate)
    }
}
if ($SelfTest) { Invoke-Step 'selftest' { Invoke-Checked (Join-Path $Program 'samft.exe') @('selftest') } }
Write-Host '--- times'
foreach ($name in $Times.Keys) { Write-Host ('{0,6:n0} s  {1}' -f $Times[$name], $name) }
Write-Host '--- installers'
Get-ChildItem 'dist' -Filter "samft-$Version-windows-$Flavour-setup*" |
    ForEach-Object { Write-Host ('{0,6:n0} MB  {1}' -f ($_.Length / 1e6), $_.Name) }
