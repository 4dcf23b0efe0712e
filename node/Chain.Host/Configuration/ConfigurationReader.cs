using System.Collections;
using Chain.Host.Output;
using Chain.Primitives.Json;
using Chain.Types;

namespace Chain.Host.Configuration;

/// <summary>Defaults, then node.json, then CHAIN__SECTION__KEY, then flags. What is unknown or wrong is an error that names its place: nothing is ignored.</summary>
internal static class ConfigurationReader
{
    private const string Prefix = "CHAIN__";
    private const string VersionName = "version";
    private static readonly string[] Names = [.. ConfigFields.All.Select(field => field.Name)];

    /// <summary>Resolves the configuration of a home.</summary>
    /// <param name="layout">The home.</param>
    /// <param name="flags">name=value, as given by --set.</param>
    /// <param name="environment">The process's environment.</param>
    public static NodeConfiguration Read(HomeLayout layout, IEnumerable<string> flags, IDictionary environment)
    {
        var values = ConfigFields.All.ToDictionary(field => field.Name, field => new ConfigValue(field, field.Default, "default"), StringComparer.Ordinal);
        ReadFile(layout.ConfigFile, values);
        ReadEnvironment(environment, values);
        foreach (string flag in flags)
            ReadFlag(flag, values);
        foreach (ConfigValue value in values.Values)
        {
            if (value.Field.Problem(value.Text) is { } problem)
                throw Wrong($"{value.Field.Name} is '{value.Text}' ({value.Origin}), but {problem}.", $"Correct it; ./chain node config show --origin tells where each value comes from.");
        }
        var configuration = new NodeConfiguration([.. ConfigFields.All.Select(field => values[field.Name])]);
        CheckTogether(configuration);
        return configuration;
    }

    private static void ReadFile(string file, Dictionary<string, ConfigValue> values)
    {
        if (Directory.Exists(file))
            throw Wrong($"{file} is a folder, not a file.", "Remove it, or run chain-node init in another home.");
        if (!File.Exists(file))
            throw new HostException(ExitCode.NotFound, "NO_CONFIG", $"There is no {file}.", "Make a home first: chain-node init --home DIR --genesis FILE");
        byte[] bytes = File.ReadAllBytes(file);
        if (!StrictJson.TryRead(bytes, JsonReadOptions.WithComments, out JsonValue? json, out JsonReadFailure failure))
            throw Wrong($"{file}: {failure}.", "Correct the file. It is JSON; comments with // are allowed.");
        if (json is not JsonObject root)
            throw Wrong($"{file} holds {json.Kind}, not an object.", "It begins with { and ends with }.");
        foreach (JsonMember member in root.Members)
            ReadSection(file, bytes, member, values);
    }

    private static void ReadSection(string file, byte[] bytes, JsonMember member, Dictionary<string, ConfigValue> values)
    {
        string place = $"{file}, {JsonPosition.Of(bytes, member.NameOffset)}";
        if (member.Name == VersionName)
        {
            if (member.Value is not JsonNumber { Text: "1" })
                throw Wrong($"{place}: the version of this file is not 1.", "It was written by other software: use that, or make a new file with chain-node init.");
            return;
        }
        RefuseSecrets(member.Name, member.Value, place);
        if (member.Value is not JsonObject section)
            throw Unknown(member.Name, place);
        foreach (JsonMember inner in section.Members)
        {
            string name = $"{member.Name}.{inner.Name}";
            string where = $"{file}, {JsonPosition.Of(bytes, inner.NameOffset)}";
            RefuseSecrets(inner.Name, inner.Value, where);
            if (!values.TryGetValue(name, out ConfigValue? value))
                throw Unknown(name, where);
            values[name] = value with { Text = TextOf(inner.Value, name, where), Origin = where };
        }
    }

    private static void ReadEnvironment(IDictionary environment, Dictionary<string, ConfigValue> values)
    {
        foreach (DictionaryEntry entry in environment)
        {
            string variable = (string)entry.Key;
            if (!variable.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                continue;
            ConfigField? field = ConfigFields.All.FirstOrDefault(candidate => string.Equals(candidate.EnvironmentName, variable, StringComparison.OrdinalIgnoreCase));
            if (field is null)
                throw Unknown(variable, "environment", [.. ConfigFields.All.Select(candidate => candidate.EnvironmentName)]);
            values[field.Name] = new ConfigValue(field, (string?)entry.Value ?? "", $"environment variable {variable}");
        }
    }

    private static void ReadFlag(string flag, Dictionary<string, ConfigValue> values)
    {
        int equals = flag.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            throw new HostException(ExitCode.Usage, "FLAG", $"--set takes name=value, not '{flag}'.", "For example --set log.level=debug");
        string name = flag[..equals];
        if (!values.TryGetValue(name, out ConfigValue? value))
            throw Unknown(name, "--set");
        values[name] = value with { Text = flag[(equals + 1)..], Origin = "--set" };
    }

    private static string TextOf(JsonValue value, string name, string where) => value switch
    {
        JsonText text => text.Value,
        JsonNumber number => number.Text,
        JsonBool flag => flag.Value ? "true" : "false",
        JsonArray array => string.Join(',', array.Items.Select(item => item is JsonText text && !text.Value.Contains(',', StringComparison.Ordinal)
            ? text.Value
            : throw Wrong($"{where}: {name} is a list of strings, and {item.Kind} stands in it.", "Write each item in quotes."))),
        _ => throw Wrong($"{where}: {name} cannot be {value.Kind}.", "Write a string, a number, true, false, or a list of strings."),
    };

    // A key in a configuration ends in backups, tickets and repositories.
    private static void RefuseSecrets(string name, JsonValue value, string place)
    {
        string[] words = ["password", "secret", "privatekey", "mnemonic", "passphrase", "seed"];
        string lower = name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        bool isSecret = words.Any(word => lower.Contains(word, StringComparison.Ordinal)) || (value is JsonText { Value: { Length: 64 } text } && text.All(char.IsAsciiHexDigit));
        if (isSecret)
            throw Wrong($"{place}: '{name}' looks like a secret, and this file is no place for one.", "Keys live in the keys folder of the home, each in a file with mode 0600. Remove it here, and treat the key as known to others.");
    }

    private static void CheckTogether(NodeConfiguration configuration)
    {
        int[] ports = [configuration.Listen.Port, configuration.GrpcPort, configuration.HttpPort];
        if (ports.Distinct().Count() < ports.Length)
            throw Wrong("network.listen, api.grpcPort and api.httpPort use one port twice.", "Give each a port of its own.");
        if (configuration.Peers.GroupBy(peer => peer).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw Wrong($"network.peers names {twice.Key} twice.", "Name each peer once.");
        if (configuration.Peers.Contains(configuration.Listen))
            throw Wrong($"network.peers names {configuration.Listen}, where this node listens itself.", "Remove it: a node keeps no link to itself.");
    }

    private static HostException Unknown(string name, string where, IReadOnlyList<string>? known = null)
    {
        string advice = Spelling.Nearest(name, known ?? Names) is { } nearest ? $"Did you mean {nearest}?" : "chain-node config show lists all settings.";
        return Wrong($"{where}: there is no setting '{name}'.", advice);
    }

    private static HostException Wrong(string message, string next) => new(ExitCode.Usage, "CONFIG", message, next);
}
