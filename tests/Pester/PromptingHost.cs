using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Threading;
using System.Threading.Tasks;

namespace AgentGateway.Tests
{
    /// <summary>
    /// A host that simulates a user: it answers a prompt with Yes when the test requests it. The Pester file that uses it compiles it.
    /// </summary>
    public sealed class PromptingHost : PSHost
    {
        private readonly Asker _asker = new Asker();
        private readonly Guid _id = Guid.NewGuid();

        /// <summary>Whether a prompt is waiting for its answer.</summary>
        public bool IsAsking { get { return _asker.IsAsking; } }

        /// <summary>The number of prompts.</summary>
        public int Prompts { get { return _asker.Prompts; } }

        public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }

        public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }

        public override Guid InstanceId { get { return _id; } }

        public override string Name { get { return "PromptingHost"; } }

        public override PSHostUserInterface UI { get { return _asker; } }

        public override Version Version { get { return new Version(1, 0); } }

        public void AnswerYes(Task after) { _asker.AnswerYes(); }

        public override void EnterNestedPrompt() { throw new NotSupportedException(); }

        public override void ExitNestedPrompt() { throw new NotSupportedException(); }

        public override void NotifyBeginApplication() { }

        public override void NotifyEndApplication() { }

        public override void SetShouldExit(int exitCode) { }

        private sealed class Asker : PSHostUserInterface
        {
            private readonly ManualResetEventSlim _answer = new ManualResetEventSlim();
            private volatile bool _isAsking;

            public bool IsAsking { get { return _isAsking; } }

            public int Prompts { get; private set; }

            public override PSHostRawUserInterface RawUI { get { return null; } }

            public void AnswerYes() { _answer.Set(); }

            public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
            {
                Prompts++;
                _isAsking = true;
                _answer.Wait();
                return 0;
            }

            public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
            {
                throw new NotSupportedException();
            }

            public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
            {
                throw new NotSupportedException();
            }

            public override PSCredential PromptForCredential(
                string caption,
                string message,
                string userName,
                string targetName,
                PSCredentialTypes allowedCredentialTypes,
                PSCredentialUIOptions options)
            {
                throw new NotSupportedException();
            }

            public override string ReadLine() { throw new NotSupportedException(); }

            public override SecureString ReadLineAsSecureString() { throw new NotSupportedException(); }

            public override void Write(string value) { }

            public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) { }

            public override void WriteDebugLine(string message) { }

            public override void WriteErrorLine(string value) { }

            public override void WriteLine(string value) { }

            public override void WriteProgress(long sourceId, ProgressRecord record) { }

            public override void WriteVerboseLine(string message) { }

            public override void WriteWarningLine(string message) { }
        }
    }
}
