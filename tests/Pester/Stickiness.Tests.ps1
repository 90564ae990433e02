BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
    $nginx = Get-Command -Name nginx, /usr/sbin/nginx -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    if (-not $nginx) { throw 'nginx is not installed.' }

    function Get-FreePort {
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $listener.LocalEndpoint.Port
        $listener.Stop()
    }

    function Get-Seen($Gateway) {
        @(Invoke-RestMethod -Uri "$($Gateway.Address.TrimEnd('/'))/simulator/requests" -SkipCertificateCheck -NoProxy | ForEach-Object {
                $_
            })
    }

    # Two gateways with separate sessions, behind one address. Requests without a cookie are sent to them alternately.
    $gateways = foreach ($name in 'A', 'B') {
        Open-TestGateway -Option @(
            '--agents'
            '101-140'
            '--instance'
            "AgentGateway$name"
            '--set-cookie'
            "`"loadbalance=$name; Path=/; HttpOnly`""
            '--poll-hold'
            '200'
            '--guid-interval'
            '500'
        )
    }

    $folder = (New-Item -ItemType Directory -Path "$TestDrive/nginx").FullName
    $key = [System.Security.Cryptography.RSA]::Create(2048)
    $padding = [System.Security.Cryptography.RSASignaturePadding]::Pkcs1
    $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=balancer', $key, 'SHA256', $padding)
    $names = [System.Security.Cryptography.X509Certificates.SubjectAlternativeNameBuilder]::new()
    $names.AddIpAddress([System.Net.IPAddress]::Loopback)
    $request.CertificateExtensions.Add($names.Build())
    $certificate = $request.CreateSelfSigned([datetimeoffset]::Now.AddDays(-1), [datetimeoffset]::Now.AddDays(1))
    Set-Content -LiteralPath "$folder/balancer.pem" -Value $certificate.ExportCertificatePem()
    Set-Content -LiteralPath "$folder/balancer.key" -Value $key.ExportPkcs8PrivateKeyPem()
    $port = Get-FreePort
    $first, $second = $gateways.ForEach({ ([uri]$_.Address).Authority })
    Set-Content -LiteralPath "$folder/nginx.conf" -Value @"
daemon off;
worker_processes 1;
pid $folder/nginx.pid;
error_log $folder/error.log;
events { worker_connections 1024; }
http {
    access_log off;
    client_body_temp_path $folder/body; proxy_temp_path $folder/proxy;
    fastcgi_temp_path $folder/fastcgi; uwsgi_temp_path $folder/uwsgi; scgi_temp_path $folder/scgi;
    upstream A { server $first; }
    upstream B { server $second; }
    upstream either { server $first; server $second; }
    map `$cookie_loadbalance `$gateway { default either; A A; B B; }
    server {
        listen 127.0.0.1:$port ssl;
        ssl_certificate $folder/balancer.pem;
        ssl_certificate_key $folder/balancer.key;
        location / {
            proxy_pass https://`$gateway; proxy_ssl_verify off; proxy_http_version 1.1;
            proxy_next_upstream off; proxy_pass_request_headers on;
        }
    }
}
"@
    $output = @{ RedirectStandardOutput = "$folder/out"; RedirectStandardError = "$folder/err" }
    $balancer = Start-Process -FilePath $nginx.Source -ArgumentList '-c', "$folder/nginx.conf", '-p', $folder -PassThru @output
    Wait-TestCondition { try { [System.Net.Sockets.TcpClient]::new('127.0.0.1', $port).Dispose(); $true } catch { $false } }
    $address = "https://127.0.0.1:$port"
    $signIn = @{ Uri = $address; CACertificate = "$folder/balancer.pem"; NoProxy = $true; Credential = Get-TestCredential }
    $signIn.NoDefault = $true
    $sessions = @(101..120 | Connect-AgwSession @signIn -ErrorVariable refused)
}

AfterAll {
    $sessions | Disconnect-AgwSession -Confirm:$false -ErrorAction SilentlyContinue
    # A killed master leaves its worker behind; SIGQUIT lets it end the worker first.
    & $nginx.Source -p $folder -c "$folder/nginx.conf" -s quit 2> $null
    if (-not $balancer.WaitForExit(10000)) { throw 'nginx did not end.' }
    $gateways | Close-TestGateway
}

Describe 'A load balancer with sticky sessions by cookie' -Tag Nginx {
    It 'distributes the sign-ins to both gateways' {
        $refused | Should -BeNullOrEmpty
        foreach ($gateway in $gateways) {
            @(Get-Seen $gateway | Where-Object operation -EQ 'login').Count | Should -BeGreaterThan 4
        }
    }

    It 'routes every session to its gateway: operations, events and new GUIDs' {
        $changed = $sessions[0].GuidChangedAt

        $results = @(
            1..5 | ForEach-Object {
                $sessions | Set-AgwAgent -State Busy -Wait -Confirm:$false -ErrorVariable +problems
                $sessions | Set-AgwAgent -State CancelBusy -Wait -Confirm:$false -ErrorVariable +problems
            }
        )
        Wait-TestCondition { $sessions[0].GuidChangedAt -gt $changed }

        $problems | Should -BeNullOrEmpty
        $results.Count | Should -Be 200
        $sessions | Test-AgwSession | Should -Not -Contain $false
        foreach ($gateway in $gateways) {
            $seen = Get-Seen $gateway
            ($seen | Where-Object { $_.operation -ne 'login' -and $_.retCode -notin '0', $null }) | Should -BeNullOrEmpty
        }
    }

    It 'receives the cookie of the session''s sign-in with each of its requests' {
        foreach ($name in 'A', 'B') {
            $seen = Get-Seen $gateways[[int]($name -eq 'B')] | Where-Object operation -NE 'login'

            @($seen).Count | Should -BeGreaterThan 50
            $seen.cookie | Sort-Object -Unique | Should -BeExactly "loadbalance=$name"
        }
    }

    It 'doesn''t find a session that doesn''t return its cookie, so the other tests prove something' {
        $answers = foreach ($session in $sessions) {
            $guid = Get-TestGuid -Session $session
            Invoke-RestMethod -Uri "$address/agentgateway/resource/onlineagent/$($session.AgentId)/agentstatus" -Headers @{
                Guid = $guid
            } -SkipCertificateCheck -NoProxy
        }

        $answers.retcode | Should -Contain '100-006'
    }
}
