namespace AgentGateway.Client.Tests;

/// <summary>An audit file is read completely, and lines that can't be read are reported.</summary>
public sealed class AuditReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string AuditPath => _folder.File("audit.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_renamed_files_are_read_first_and_by_their_numbers()
    {
        Write("audit.000002.jsonl", Both("b"));
        Write("audit.1000000.jsonl", Both("c"));
        Write("audit.000001.jsonl", Both("a"));
        Write("audit.jsonl", Both("d"));
        Write("audit.12.jsonl", Both("not one of them"));
        Write("other.000001.jsonl", Both("not one of them"));

        Assert.Equal(["a", "b", "c", "d"], AuditReader.Read(AuditPath).Select(line => line.Record!.Id));
    }

    [Fact]
    public void An_outcome_in_the_next_file_belongs_to_its_request()
    {
        Write("audit.000001.jsonl", Line("request", "a"));
        Write("audit.jsonl", Line("outcome", "a"));

        var record = Assert.Single(AuditReader.Read(AuditPath)).Record!;
        Assert.Equal(("a", "Succeeded", AuditPath, 1L), (record.Id, record.Outcome, record.File, record.Line));
    }

    [Fact]
    public void A_request_without_an_outcome_is_unfinished()
    {
        Write("audit.jsonl", Line("request", "a") + Both("b"));

        Assert.Equal(
            ["b Succeeded", "a Unfinished"], AuditReader.Read(AuditPath).Select(line => $"{line.Record!.Id} {line.Record.Outcome}"));
    }

    [Theory]
    [InlineData("{\"time\":\"2026-01-0")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"record\":\"outcome\",\"id\":\"x\",\"operation\":\"login\",\"agentId\":1,\"time\":\"never\"}")]
    [InlineData("\0\0\0\0")]
    public void A_line_that_is_not_a_record_is_reported_and_the_others_are_read(string broken)
    {
        Write("audit.jsonl", Both("a") + broken + "\n" + Both("b"));

        var lines = AuditReader.Read(AuditPath).ToArray();

        Assert.Equal(["a", null, "b"], lines.Select(line => line.Record?.Id));
        Assert.Equal((AuditPath, 3L, true), (lines[1].File, lines[1].Number, lines[1].Problem is not null));
    }

    [Fact]
    public void The_length_of_a_line_is_limited()
    {
        Write("audit.jsonl", new string('x', 1_000_000));

        Assert.NotNull(Assert.Single(AuditReader.Read(AuditPath)).Problem);
    }

    [Fact]
    public void Fields_of_a_newer_version_are_ignored()
    {
        Write("audit.jsonl", Line("outcome", "a").Replace("{", "{\"new\":{\"deep\":[1]},", StringComparison.Ordinal));

        Assert.Equal("a", Assert.Single(AuditReader.Read(AuditPath)).Record!.Id);
    }

    [Fact]
    public void Control_characters_of_a_file_do_not_reach_a_console()
    {
        Write("audit.jsonl", Line("outcome", "a").Replace("4711", "47\\u001b[2J11", StringComparison.Ordinal));

        Assert.DoesNotContain('\u001b', Assert.Single(AuditReader.Read(AuditPath)).Record!.Address!);
    }

    [Fact]
    public void A_file_that_does_not_exist_is_an_error()
    {
        _ = Assert.Throws<FileNotFoundException>(() => AuditReader.Read(AuditPath).ToArray());
        _ = Assert.Throws<DirectoryNotFoundException>(() => AuditReader.Read(_folder.File("none/audit.jsonl")).ToArray());
    }

    [Fact]
    public void A_file_that_has_just_been_renamed_is_read_under_its_new_name()
    {
        Write("audit.000001.jsonl", Both("a"));

        Assert.Equal("a", Assert.Single(AuditReader.Read(AuditPath)).Record!.Id);
    }

    [Theory]
    [InlineData("audit.000001.jsonl", "audit.000002.jsonl", "audit.jsonl")]
    [InlineData("audit.jsonl", "audit.000002.jsonl", "audit.000001.jsonl")]
    [InlineData("audit.000002.jsonl", "audit.jsonl", "audit.jsonl", "audit.000001.jsonl")]
    public void Files_that_are_read_together_return_each_change_once(params string[] files)
    {
        Write("audit.000001.jsonl", Both("a") + Line("request", "b"));
        Write("audit.000002.jsonl", Line("outcome", "b") + Line("request", "c"));
        Write("audit.jsonl", Line("request", "d") + Line("outcome", "d"));
        var reading = new AuditReading();

        var lines = files.SelectMany(file => reading.Read(_folder.File(file))).ToList();
        lines.AddRange(reading.Unfinished());

        Assert.Equal(
            ["a Succeeded", "b Succeeded", "c Unfinished", "d Succeeded"],
            lines.Select(line => $"{line.Record!.Id} {line.Record.Outcome}").Order(StringComparer.Ordinal));
    }

    private static string Both(string id) => Line("request", id) + Line("outcome", id);

    private static string Line(string kind, string id) =>
        $$"""{"time":"2026-01-01T12:00:00Z","record":"{{kind}}","id":"{{id}}","gateway":"https://gw:8043","agentId":101,"""
        + """ "operation":"login","address":"4711","outcome":"Succeeded","retCode":"0","sent":true,"milliseconds":1.5}"""
        + "\n";

    private void Write(string name, string text) => File.WriteAllText(_folder.File(name), text);
}
