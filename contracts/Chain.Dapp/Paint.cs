namespace Chain.Dapp;

/// <summary>Colours, where a person looks: not without a terminal, not with NO_COLOR.</summary>
internal sealed class Paint
{
    private readonly bool _isOn;

    private Paint(bool isOn) => _isOn = isOn;

    /// <summary>For what is written to standard output.</summary>
    public static Paint OfOutput() => new(!Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    public string Good(string text) => In("32", text);

    public string Bad(string text) => In("31", text);

    public string Faint(string text) => In("2", text);

    public string Strong(string text) => In("1", text);

    private string In(string code, string text) => _isOn ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
