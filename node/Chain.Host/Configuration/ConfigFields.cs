using System.Globalization;
using System.Net;
using Chain.Network;
using Serilog.Events;

namespace Chain.Host.Configuration;

/// <summary>Every setting there is. Chain parameters are not among them: they come from genesis.</summary>
internal static class ConfigFields
{
    public static readonly ConfigField Listen = new("network.listen", "where peers connect: host:port", "127.0.0.1:7000", Endpoint);
    public static readonly ConfigField Advertise = new("network.advertise", "where peers are told to connect, when that is another address: host:port", "", Optional(Endpoint));
    public static readonly ConfigField Peers = new("network.peers", "nodes to keep links to, each host:port", "", List(Endpoint));
    public static readonly ConfigField ApiAddress = new("api.address", "address of the API's two ports", "127.0.0.1", Address);
    public static readonly ConfigField GrpcPort = new("api.grpcPort", "gRPC", "7001", Port);
    public static readonly ConfigField HttpPort = new("api.httpPort", "Connect, JSON, pages, metrics, health", "7002", Port);
    public static readonly ConfigField HostNames = new("api.hostNames", "host names under which the API may be called, beside localhost and the address", "", List(HostName));
    public static readonly ConfigField Validator = new("validator.operator", "operator address of this node's validator; empty for a node that only follows", "", _ => null);
    public static readonly ConfigField LogLevel = new("log.level", "verbose, debug, information, warning or error", "information", Level);
    public static readonly ConfigField LogFile = new("log.file", "write logs to files in the home too", "true", Flag);
    public static readonly ConfigField PoolTransactions = new("pool.transactionsMax", "transactions in the pool", "100000", Range(100, 10_000_000));
    public static readonly ConfigField PoolBytes = new("pool.bytesMax", "bytes of the transactions in the pool", "268435456", Range(1 << 20, 1L << 34));
    public static readonly ConfigField MapBytes = new("store.mapBytes", "address space for each store; the disk is used as needed", "68719476736", Range(1 << 26, 1L << 44));

    /// <summary>All of them, in the order in which they are shown.</summary>
    public static IReadOnlyList<ConfigField> All { get; } =
        [Listen, Advertise, Peers, ApiAddress, GrpcPort, HttpPort, HostNames, Validator, LogLevel, LogFile, PoolTransactions, PoolBytes, MapBytes];

    private static string? Endpoint(string value) => PeerEndpoint.TryParse(value, out _) ? null : "must be host:port with a port of 1 to 65535";

    private static string? Address(string value) => IPAddress.TryParse(value, out _) ? null : "must be an IP address";

    private static string? HostName(string value) => Uri.CheckHostName(value) == UriHostNameType.Unknown ? "must be a host name" : null;

    private static string? Port(string value) =>
        ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) && port > 0 ? null : "must be a port of 1 to 65535";

    private static string? Level(string value) =>
        Enum.TryParse(value, ignoreCase: true, out LogEventLevel level) && Enum.IsDefined(level) && !char.IsAsciiDigit(value[0]) ? null : "must be verbose, debug, information, warning or error";

    private static string? Flag(string value) => value is "true" or "false" ? null : "must be true or false";

    private static Func<string, string?> Optional(Func<string, string?> check) => value => value.Length == 0 ? null : check(value);

    private static Func<string, string?> List(Func<string, string?> check) => value =>
        value.Length == 0 ? null : value.Split(',').Select(item => check(item.Trim()) is { } problem ? $"holds '{item}', which {problem}" : null).FirstOrDefault(problem => problem is not null);

    private static Func<string, string?> Range(long min, long max) => value =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= min && number <= max ? null : $"must be a whole number from {min} to {max}";
}
