# The gateways and the sessions that the cells use.

function Get-FaultPlace([object] $Gateway, [string] $RedirectTarget) {
    # A port without a listener.
    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $closed = $listener.LocalEndpoint.Port
    $listener.Stop()
    @{
        Matrix      = $script:MatrixPath
        Module      = (Get-Module -Name AgentGateway).Path -replace 'psm1$', 'psd1'
        Live        = $Gateway.Address.TrimEnd('/')
        Certificate = $Gateway.Certificate
        Refused     = "https://127.0.0.1:$closed/"
        NoName      = 'https://no-such-gateway.invalid:8043/'
        Untrusted   = $Gateway.Address
        Redirect    = $RedirectTarget
        Credential  = [pscredential]::new('agent', [System.Net.NetworkCredential]::new('', 'secret').SecurePassword)
    }
}

function Connect-FaultCell([object[]] $Cell, [hashtable] $Place) {
    foreach ($one in $Cell.Where({ $_.Fault.ContainsKey('Place') -and $_.Row.Kind -in 'Read', 'Write' })) {
        $one.Session = Get-QuietSession -AgentId $one.AgentId -Option @{ Address = $Place[$one.Fault.Place] }
    }

    $live = $Cell.Where({ -not $_.Fault.ContainsKey('Place') -and $_.Row.Kind -ne 'SignIn' -and $_.Fault['Guid'] -ne 'Replaced' })
    foreach ($group in $live | Group-Object -Property { [bool]$_.Fault['Slow'] }) {
        $option = Get-FaultOption -Place $Place -IsSlow ([bool]$group.Group[0].Fault['Slow'])
        $session = @{}
        $group.Group.AgentId |
            Sort-Object -Unique |
            Connect-AgwSession @option -Uri $Place.Live -Credential $Place.Credential -NoDefault -ThrottleLimit 32 |
            ForEach-Object { $session[$_.AgentId] = $_ }
        foreach ($one in $group.Group) { $one.Session = $session[$one.AgentId] }
    }

    # A poll in progress when the GUID expires would return a new one.
    foreach ($one in $live.Where({ $_.Fault['Guid'] -eq 'Expired' -and $_.Row.Kind -ne 'Attach' })) {
        $guid = [System.Net.NetworkCredential]::new('', $one.Session.GetGuid()).Password
        # Otherwise, its poller would find that the GUID has expired, and would end the session after a while.
        $null = $one.Session.DetachAsync().Wait(60000)
        $one.Session = Get-QuietSession -AgentId $one.AgentId -Guid $guid -Option @{
            Address       = $Place.Live
            CACertificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($Place.Certificate)
        }
    }
}

function Get-FaultOption([hashtable] $Place, [bool] $IsSlow, [string] $At = 'Live') {
    $option = @{ NoProxy = $true; MaximumRetryCount = 1; OperationTimeoutSeconds = $(if ($IsSlow) { 2 } else { 30 }) }
    if ($At -eq 'Live') { $option.CACertificate = $Place.Certificate }
    $option
}

function Get-QuietSession([int] $AgentId, [hashtable] $Option, [string] $Guid = 'lost-0000.AgentGateway0') {
    # A session without a poller, for a gateway that need not exist. There is no public way to create one.
    $options = [AgentGateway.GatewayOptions]($Option + @{ NoProxy = $true; MaximumRetryCount = 1 })
    $constructor = [AgentGateway.AgwSession].GetConstructors([System.Reflection.BindingFlags]'Instance, NonPublic')[0]
    $constructor.Invoke(@([AgentGateway.Gateway]::new($options), $AgentId, $Guid, $null, [AgentGateway.SignInFacts]::new(), $null))
}

function Disconnect-FaultCell {
    <#
    .SYNOPSIS
    Removes the sessions of the cells without a request, because most of their gateways don't reply.
    #>
    param([Parameter(Mandatory)] [object[]] $Cell)

    # Includes sessions that a session without a poller has replaced in its cell.
    $places = @($Cell.Session | Where-Object { $_ } | ForEach-Object Gateway | Sort-Object -Unique)
    $sessions = [System.Collections.Generic.HashSet[object]]::new()
    @($Cell.Session) + @(Get-AgwSession | Where-Object Gateway -In $places) | Where-Object { $_ } | ForEach-Object {
        $null = $sessions.Add($_)
    }

    $null = [System.Threading.Tasks.Task]::WhenAll([System.Threading.Tasks.Task[]]@($sessions.DetachAsync())).Wait(60000)
    $sessions | Disconnect-AgwSession -Confirm:$false
}
