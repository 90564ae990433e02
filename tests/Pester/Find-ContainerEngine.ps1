<#
.SYNOPSIS
Returns the name of a container engine that works here: podman, docker, or buildah. Otherwise, returns nothing.
#>
[CmdletBinding()]
[OutputType([string])]
param()

# In Windows PowerShell, the error output of a program is an error.
$ErrorActionPreference = 'Continue'

# The first command of podman without root starts a process that remains for the user. It must not count as a remainder of the tests.
$marker = $env:AGW_RUN
$env:AGW_RUN = $null
try {
    foreach ($engine in 'podman', 'docker', 'buildah') {
        if (-not (Get-Command -Name $engine -CommandType Application -ErrorAction Ignore)) { continue }

        # The client of docker is often there without its service.
        $null = & $engine info 2>&1
        if ($LASTEXITCODE -eq 0) { return $engine }
    }
}
finally {
    $env:AGW_RUN = $marker
}
