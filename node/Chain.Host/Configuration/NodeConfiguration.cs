using System.Globalization;
using System.Net;
using Chain.Network;
using Serilog.Events;

namespace Chain.Host.Configuration;

/// <summary>The resolved settings, checked.</summary>
internal sealed class NodeConfiguration(IReadOnlyList<ConfigValue> values)
{
    private readonly Dictionary<string, string> _byName = values.ToDictionary(value => value.Field.Name, value => value.Text, StringComparer.Ordinal);

    /// <summary>Each with its origin.</summary>
    public IReadOnlyList<ConfigValue> Values { get; } = values;

    public PeerEndpoint Listen => Endpoint(ConfigFields.Listen)!;

    public PeerEndpoint? Advertise => Endpoint(ConfigFields.Advertise);

    public IReadOnlyList<PeerEndpoint> Peers => [.. List(ConfigFields.Peers).Select(text => PeerEndpoint.TryParse(text, out PeerEndpoint? peer) ? peer! : null).OfType<PeerEndpoint>()];

    public IPAddress ApiAddress => IPAddress.Parse(Text(ConfigFields.ApiAddress));

    public int GrpcPort => Number(ConfigFields.GrpcPort);

    public int HttpPort => Number(ConfigFields.HttpPort);

    public IReadOnlyList<string> HostNames => List(ConfigFields.HostNames);

    public string Validator => Text(ConfigFields.Validator);

    public LogEventLevel LogLevel => Enum.Parse<LogEventLevel>(Text(ConfigFields.LogLevel), ignoreCase: true);

    public bool LogFile => Text(ConfigFields.LogFile) == "true";

    public int PoolTransactionsMax => Number(ConfigFields.PoolTransactions);

    public long PoolBytesMax => long.Parse(Text(ConfigFields.PoolBytes), CultureInfo.InvariantCulture);

    public long MapBytes => long.Parse(Text(ConfigFields.MapBytes), CultureInfo.InvariantCulture);

    private string Text(ConfigField field) => _byName[field.Name];

    private int Number(ConfigField field) => int.Parse(Text(field), CultureInfo.InvariantCulture);

    private PeerEndpoint? Endpoint(ConfigField field) => PeerEndpoint.TryParse(Text(field), out PeerEndpoint? endpoint) ? endpoint : null;

    private string[] List(ConfigField field) => Text(field).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
