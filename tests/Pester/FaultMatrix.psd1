# The expected outcome of every cmdlet that sends requests, for every fault of a gateway or a network. It is written from docs/decisions
# (decisions 0006, 0007, 0009 and 0011), not from the code. FaultMatrix.Tests.ps1 compares the module with it.
@{
    # One row for each fault: the settings of the simulator, and the expected outcome (an error ID or Done) and number of requests.
    # Place: the gateway isn't reachable, its name doesn't resolve, or its certificate isn't trusted.
    # Slow: the client times out. Once: only the first request has the fault.
    Faults     = @(
        @{ Name = 'connection refused'; Place = 'Refused'; Write = 'ConnectFailed', 0; Read = 'ConnectFailed', 0 }
        @{ Name = 'host name unknown'; Place = 'NoName'; Write = 'ConnectFailed', 0; Read = 'ConnectFailed', 0 }
        @{ Name = 'certificate not trusted'; Place = 'Untrusted'; Write = 'TlsFailed', 0; Read = 'TlsFailed', 0 }
        @{ Name = 'cut before the request is taken'; Order = @{ fault = 'cutBefore' }; Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2 }
        @{ Name = 'cut after it was carried out'; Order = @{ fault = 'cutAfter' }; Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2 }
        @{
            Name = 'cut in the middle of the answer'; Order = @{ fault = 'cutDuringBody' }
            Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2
        }
        @{ Name = 'silence'; Order = @{ fault = 'noAnswer' }; Slow = $true; Write = 'OutcomeUnknown', 1; Read = 'OperationTimeout', 2 }
        @{
            Name = 'slow drip'; Order = @{ fault = 'slowDrip'; milliseconds = 400 }; Slow = $true
            Write = 'OutcomeUnknown', 1; Read = 'OperationTimeout', 2
        }
        @{
            Name = '502, HTML'; Order = @{ fault = 'status'; httpStatus = 502; body = 'html' }
            Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2
        }
        @{
            Name = '504, HTML'; Order = @{ fault = 'status'; httpStatus = 504; body = 'html' }
            Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2
        }
        @{
            Name = '429, empty'; Order = @{ fault = 'status'; httpStatus = 429; body = 'empty' }
            Write = 'GatewayBusy', 2; Read = 'GatewayBusy', 2
        }
        @{ Name = '401, HTML'; Order = @{ fault = 'status'; httpStatus = 401; body = 'html' }; Write = 'BadReply', 1; Read = 'BadReply', 2 }
        @{
            Name = '401, code 000-003'; Order = @{ fault = 'status'; httpStatus = 401; body = 'json'; retCode = '000-003' }
            Write = 'PermissionDenied', 1; Read = 'PermissionDenied', 1
        }
        @{ Name = '403, HTML'; Order = @{ fault = 'status'; httpStatus = 403; body = 'html' }; Write = 'BadReply', 1; Read = 'BadReply', 2 }
        @{
            Name = '403, code 100-009'; Order = @{ fault = 'status'; httpStatus = 403; body = 'json'; retCode = '100-009' }
            Write = 'PermissionDenied', 1; Read = 'PermissionDenied', 1
        }
        @{
            Name = '404, empty'; Order = @{ fault = 'status'; httpStatus = 404; body = 'empty' }
            Write = 'BadReply', 1; Read = 'BadReply', 2
        }
        @{
            Name = '404, code 000-002'; Order = @{ fault = 'status'; httpStatus = 404; body = 'json'; retCode = '000-002' }
            Write = 'InvalidArgument', 1; Read = 'InvalidArgument', 1
        }
        @{
            Name = '500, HTML'; Order = @{ fault = 'status'; httpStatus = 500; body = 'html' }
            Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2
        }
        @{
            Name = '500, code 100-007'; Order = @{ fault = 'status'; httpStatus = 500; body = 'json'; retCode = '100-007' }
            Write = 'OutcomeUnknown', 1; Read = 'OutcomeUnknown', 1; Category = 'InvalidResult'
        }
        @{
            Name = '500, code 0'; Order = @{ fault = 'status'; httpStatus = 500; body = 'json'; retCode = '0' }
            Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2
        }
        @{
            Name = 'redirect'; Order = @{ fault = 'status'; httpStatus = 302; body = 'empty'; location = 'REDIRECT' }
            Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2
        }
        @{
            Name = '303, empty'; Order = @{ fault = 'status'; httpStatus = 303; body = 'empty' }
            Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2
        }
        @{
            Name = '307, empty'; Order = @{ fault = 'status'; httpStatus = 307; body = 'empty' }
            Write = 'BadReply', 1; Read = 'BadReply', 2
        }
        @{
            Name = '408, empty'; Order = @{ fault = 'status'; httpStatus = 408; body = 'empty' }
            Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2
        }
        @{
            Name = '429, code 0'; Order = @{ fault = 'status'; httpStatus = 429; body = 'json'; retCode = '0' }
            Write = 'OutcomeUnknown', 1; Read = 'GatewayBusy', 2
        }
        @{
            Name = '500, unknown code'; Order = @{ fault = 'status'; httpStatus = 500; body = 'json'; retCode = '777-777' }
            Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2; Category = 'InvalidResult'
        }
        @{ Name = 'empty body'; Order = @{ fault = 'empty' }; Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2 }
        @{ Name = 'not JSON'; Order = @{ fault = 'notJson' }; Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2 }
        @{ Name = 'truncated JSON'; Order = @{ fault = 'truncated' }; Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2 }
        @{ Name = 'UTF-16 that says UTF-8'; Order = @{ fault = 'wrongEncoding' }; Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2 }
        @{ Name = 'array as root'; Order = @{ fault = 'arrayRoot' }; Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2 }
        @{ Name = 'body of 1 GiB'; Order = @{ fault = 'hugeBody'; bytes = 1073741824 }; Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2 }
        @{ Name = '100,000 levels'; Order = @{ fault = 'deep'; levels = 100000 }; Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2 }
        @{ Name = 'unknown code'; Order = @{ fault = 'retCode'; retCode = '999-123' }; Write = 'GatewayError', 1; Read = 'GatewayError', 1 }
        @{
            Name = 'called repeatedly'; Order = @{ fault = 'retCode'; retCode = '000-007' }
            Write = 'RepeatedCall', 1; Read = 'RepeatedCall', 1
        }
        @{
            Name = 'switching over, for good'; Order = @{ fault = 'retCode'; retCode = '000-004' }
            Write = 'GatewayBusy', 2; Read = 'GatewayBusy', 2
        }
        @{
            Name = 'switching over, once'; Order = @{ fault = 'retCode'; retCode = '000-004' }; Once = $true
            Write = 'Done', 2; Read = 'Done', 2
        }
        @{ Name = 'GUID expired'; Guid = 'Expired'; Write = 'PermissionDenied', 1; Read = 'PermissionDenied', 1 }
        @{ Name = 'GUID replaced in flight'; Guid = 'Replaced'; Write = 'Done', 2; Read = 'Done', 2 }
        @{ Name = 'byte order mark'; Order = @{ fault = 'byteOrderMark' }; Write = 'Done', 1; Read = 'Done', 1 }
        @{ Name = 'GBK that says UTF-8'; Order = @{ fault = 'gbk' }; Write = 'Done', 1; Read = 'Done', 1 }
        @{ Name = 'GBK that says so'; Order = @{ fault = 'gbk'; charset = 'GBK' }; Write = 'Done', 1; Read = 'Done', 1 }
        @{ Name = 'texts padded with NUL'; Order = @{ fault = 'nulPadding' }; Write = 'Done', 1; Read = 'Done', 1 }
        @{ Name = 'GUID that is no UUID'; Order = @{ fault = 'hexadecimalGuid' }; Write = 'Done', 1; Read = 'Done', 1 }
        @{ Name = 'retcode as number'; Order = @{ fault = 'numberRetCode' }; Write = 'Done', 1; Read = 'Done', 1 }
        @{ Name = 'result as string'; Order = @{ fault = 'stringResult' }; Write = 'Done', 1; Read = 'Done', 1; LacksResult = $true }
        @{ Name = 'result as bare text'; Order = @{ fault = 'textResult' }; Write = 'Done', 1; Read = 'Done', 1; LacksResult = $true }
        @{ Name = 'result as boolean'; Order = @{ fault = 'booleanResult' }; Write = 'Done', 1; Read = 'Done', 1; LacksResult = $true }
        @{ Name = 'result null'; Order = @{ fault = 'nullResult' }; Write = 'Done', 1; Read = 'Done', 1; LacksResult = $true }
        @{ Name = 'result absent'; Order = @{ fault = 'absentResult' }; Write = 'Done', 1; Read = 'Done', 1; LacksResult = $true }
    )

    # Cmdlets whose outcome differs from that of the others, with the reason.
    Exceptions = @(
        # Without the GUID in the reply, it is unknown whether the GUID has changed.
        @{ Cmdlet = 'Update-AgwSession'; Fault = 'result *'; Outcome = 'OutcomeUnknown', 1 }
        # The cmdlet queries whether the session is valid, so the result is false instead of an error.
        @{ Cmdlet = 'Test-AgwSession'; Fault = '401, code 000-003'; Outcome = 'Done', 1 }
        @{ Cmdlet = 'Test-AgwSession'; Fault = '403, code 100-009'; Outcome = 'Done', 1 }
        @{ Cmdlet = 'Test-AgwSession'; Fault = 'GUID expired'; Outcome = 'Done', 1 }
        # A reply without a list doesn't mean that no conference is running.
        @{ Cmdlet = 'Get-AgwConference'; Fault = 'result *'; Outcome = 'BadReply', 1 }
        @{ Cmdlet = 'Clear-AgwConference'; Fault = 'result *'; Outcome = 'BadReply', 1 }
        @{ Cmdlet = 'Get-AgwParticipant'; Fault = 'result *'; Outcome = 'BadReply', 1 }
        # A frame, also one that states success, is no recording.
        @{ Cmdlet = 'Save-AgwRecording'; Fault = 'byte order mark'; Outcome = 'BadReply', 1 }
        @{ Cmdlet = 'Save-AgwRecording'; Fault = 'GBK that says *'; Outcome = 'BadReply', 1 }
        @{ Cmdlet = 'Save-AgwRecording'; Fault = 'texts padded with NUL'; Outcome = 'BadReply', 1 }
        @{ Cmdlet = 'Save-AgwRecording'; Fault = 'retcode as number'; Outcome = 'BadReply', 1 }
        @{ Cmdlet = 'Save-AgwRecording'; Fault = 'result *'; Outcome = 'BadReply', 1 }
        # A recording may take longer than the timeout of a call while its data arrives.
        @{ Cmdlet = 'Save-AgwRecording'; Fault = 'slow drip'; Outcome = 'Done', 1 }
        # A reply without a result means that there is no call.
        @{ Cmdlet = 'Get-AgwCall'; Fault = 'result as bare text'; Outcome = 'BadReply', 1 }
        @{ Cmdlet = 'Get-AgwCall'; Fault = 'result as boolean'; Outcome = 'BadReply', 1 }
        # The gateway refuses the query if no call is on hold. If it refuses the query itself, the cmdlet uses another one.
        @{ Cmdlet = 'Get-AgwCall'; Operation = 'queryHoldListInfo'; Fault = 'result as *'; Outcome = 'Done', 1 }
        @{ Cmdlet = 'Get-AgwCall'; Operation = 'queryHoldListInfo'; Fault = '401, code 000-003'; Outcome = 'Done', 1 }
        @{ Cmdlet = 'Get-AgwCall'; Operation = 'queryHoldListInfo'; Fault = '403, code 100-009'; Outcome = 'Done', 1 }
        @{ Cmdlet = 'Get-AgwCall'; Operation = 'queryHoldListInfo'; Fault = 'unknown code'; Outcome = 'Done', 1 }
    )

    # The category of an error id (decision 0007).
    Categories = @{
        ConnectFailed      = 'ConnectionError'
        TlsFailed          = 'SecurityError'
        OutcomeUnknown     = 'OperationTimeout'
        OperationTimeout   = 'OperationTimeout'
        BadReply           = 'InvalidResult'
        InvalidArgument    = 'InvalidArgument'
        PermissionDenied   = 'PermissionDenied'
        GatewayBusy        = 'ResourceBusy'
        RepeatedCall       = 'LimitsExceeded'
        GatewayError       = 'NotSpecified'
        ConferenceNotFound = 'ObjectNotFound'
    }
}
