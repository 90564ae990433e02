<#
.SYNOPSIS
Returns the files of a built module that get a signature of their own.

.DESCRIPTION
These are our own assemblies, and the scripts, manifests, and views. The other assemblies keep the signature of their publisher: our name on
them would say that we have built them.

PowerShell for Windows can't sign a role capability (.psrc), and never checks its signature. The same is true for help and debug files. They
are in the catalog of the module, which has a signature.
#>
#Requires -Version 5.1
[CmdletBinding()]
[OutputType([System.IO.FileInfo])]
param([Parameter(Mandatory)] [string] $ModulePath)

$ErrorActionPreference = 'Stop'
$name = Split-Path -Path (Resolve-Path -LiteralPath $ModulePath).Path -Leaf
Get-ChildItem -LiteralPath $ModulePath -Recurse -File -Force |
    Where-Object { $_.Extension -in '.ps1', '.psm1', '.psd1', '.ps1xml' -or $_.Name -like "$name.*.dll" } |
    Sort-Object -Property FullName -Culture ''
