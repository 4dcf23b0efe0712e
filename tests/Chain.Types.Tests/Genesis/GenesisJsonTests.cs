using System.Text;
using System.Text.Json.Nodes;
using Chain.Primitives;
using Chain.Primitives.Tests.Support;
using Chain.Types.Tests.Support;

namespace Chain.Types.Tests.Genesis;

public class GenesisJsonTests
{
    private static readonly string s_text = GenesisJsonWriter.Write(TestGenesis.Create([3, 5]));
    private static readonly Hash256 s_hash = TestGenesis.Create([3, 5]).Hash;

    public static TheoryData<string, string, string> Replaced => new()
    {
        { "\"version\": 1", "\"version\": 2", "version" },
        { "\"version\": 1", "\"version\": 1.0", "whole number" },
        { "\"version\": 1", "\"version\": \"1\"", "must be a number" },
        { "\"chain-test\"", "\"\"", "network" },
        { "\"chain-test\"", "\"Chain\"", "network" },
        { "\"chain-test\"", "\"chaîn\"", "network" },
        { "\"chain-test\"", "\"chain\\u0000\"", "network" },
        { "\"addressPrefix\": \"chn\"", "\"addressPrefix\": \"\"", "addressPrefix" },
        { "\"addressPrefix\": \"chn\"", "\"addressPrefix\": \"CHN\"", "addressPrefix" },
        { "\"addressPrefix\": \"chn\"", "\"addressPrefix\": \"abc\"", "WrongPrefix" },
        { "\"timeMs\": 1700000000000", "\"timeMs\": 0", "time" },
        { "\"timeMs\": 1700000000000", "\"timeMs\": 1e12", "whole number" },
        { "\"timeMs\": 1700000000000", "\"timeMs\": -1", "whole number" },
        { "\"timeMs\": 1700000000000", "\"timeMs\": 9999999999999999999999", "whole number" },
        { "\"heartbeatMs\": 10000", "\"heartbeatMs\": 0", "heartbeatMs" },
        { "\"heartbeatMs\": 10000", "\"heartbeatMs\": -1", "heartbeatMs" },
        { "\"heartbeatMs\": 10000", "\"heartbeatMs\": \"10s\"", "heartbeatMs" },
        { "\"heartbeatMs\": 10000", "\"heartbeatMs\": 3600001", "heartbeatMs" },
        { "\"heartbeatMs\": 10000", "\"heartbeatMs\": 399", "heartbeatMs" },
        { "\"heartbeatMs\": 10000", "\"heartbeatMz\": 10000", "did you mean \"heartbeatMs\"" },
        { "\"blockBytesMax\": 4194304", "\"blockBytesMax\": 1000", "blockBytesMax" },
        { "\"blockBytesMax\": 4194304", "\"blockBytesMax\": 8388609", "blockBytesMax" },
        { "\"blockBytesMax\": 4194304", "\"max_bytez\": 4194304", "blockBytesMax" },
        { "\"evidenceMs\": 30000", "\"evidenceMs\": 60000", "evidenceMs must be less" },
        { "\"evidenceBlocks\": 5", "\"evidenceBlocks\": 10", "evidenceBlocks must be less" },
        { "\"stakeMin\": \"1chn\"", "\"stakeMin\": \"1\"", "unit" },
        { "\"stakeMin\": \"1chn\"", "\"stakeMin\": 1", "unit" },
        { "\"stakeMin\": \"1chn\"", "\"stakeMin\": \"0chn\"", "stakeMin" },
        { "\"balance\": \"1000chn\"", "\"balance\": 1000", "unit" },
        { "\"balance\": \"1000chn\"", "\"balance\": \"1000\"", "unit" },
        { "\"balance\": \"1000chn\"", "\"balance\": \"-1chn\"", "Sign" },
        { "\"balance\": \"1000chn\"", "\"balance\": \"1e3chn\"", "Exponent" },
        { "\"balance\": \"1000chn\"", "\"balance\": \"1,000chn\"", "Separator" },
        { "\"balance\": \"1000chn\"", "\"balance\": \"1.0000000001chn\"", "TooManyDecimals" },
        { "\"balance\": \"1000chn\"", "\"balance\": \"5000000000chn\"", "Overflow" },
        { "\"balance\": \"1000chn\"", "\"balance\": \"4611686018chn\"", "largest supply" },
        { "\"balance\": \"1000chn\"", "\"balanse\": \"1000chn\"", "did you mean \"balance\"" },
        { "\"selfStake\": \"3chn\"", "\"selfStake\": \"999999999grain\"", "stakeMin" },
        { "\"parameters\": {", "\"parameters\": [], \"parameterz\": {", "did you mean \"parameters\"" },
        { "\"note\": \"\"", "\"note\": null", "note must be a string" },
        { "\"note\": \"\",", "", "no \"note\"" },
        { "\"network\"", "\"network\": \"chain-test\", \"network\"", "same key occurs twice" },
        { "\"version\": 1,", "\"version\": 1, \"initialHeight\": 1,", "unknown key \"initialHeight\"" },
        { "\"version\": 1,", "\"version\": 1, \"\\u001b[31m\": 1,", "unknown key \"?[31m\"" },
    };

    [Theory]
    [MemberData(nameof(Replaced))]
    public void A_wrong_value_is_named(string from, string to, string expected)
    {
        string text = ReplaceFirst(s_text, from, to);
        Assert.NotEqual(s_text, text);
        Assert.Contains(Problems(text), problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Lists_must_be_arrays()
    {
        JsonNode root = JsonNode.Parse(s_text)!;
        root["accounts"] = new JsonObject();
        root["validators"] = "none";
        Assert.Equal(2, Problems(root.ToJsonString()).Count(p => p.Contains("must be an array", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_problem_names_its_line_and_column()
    {
        string text = ReplaceFirst(s_text, "\"timeMs\": 1700000000000", "\"timeMs\": true");
        Assert.Equal("timeMs must be a number, not a boolean, at line 6, column 13", Assert.Single(Problems(text)));
    }

    [Fact]
    public void Keys_off_the_curve_and_foreign_possessions_are_refused()
    {
        GenesisDocument genesis = TestGenesis.Create([3, 5]);
        string key = genesis.Validators[0].ConsensusKey.ToString();
        Assert.Contains(Problems(s_text.Replace(key, $"02{new string('0', 63)}5", StringComparison.Ordinal)), p => p.Contains("possession", StringComparison.Ordinal));
        Assert.Contains(Problems(s_text.Replace(key, $"04{key[2..]}", StringComparison.Ordinal)), p => p.Contains("consensusKey", StringComparison.Ordinal));
        Assert.Contains(Problems(s_text.Replace(key, key[2..], StringComparison.Ordinal)), p => p.Contains("consensusKey", StringComparison.Ordinal));
        string one = genesis.Validators[0].Possession.ToString();
        string other = genesis.Validators[1].Possession.ToString();
        Assert.Contains(Problems(s_text.Replace(one, other, StringComparison.Ordinal)), p => p.Contains("possession", StringComparison.Ordinal));
    }

    [Fact]
    public void Accounts_and_validators_are_there_once()
    {
        JsonNode root = JsonNode.Parse(s_text)!;
        root["accounts"]!.AsArray().Add(root["accounts"]![0]!.DeepClone());
        Assert.Contains(Problems(root.ToJsonString()), p => p.Contains("there twice", StringComparison.Ordinal));
        // Two spellings of one address are one account.
        root["accounts"]![4]!["address"] = root["accounts"]![0]!["address"]!.GetValue<string>().ToUpperInvariant();
        Assert.Contains(Problems(root.ToJsonString()), p => p.Contains("there twice", StringComparison.Ordinal));
        JsonNode validators = JsonNode.Parse(s_text)!;
        validators["validators"]!.AsArray().Add(validators["validators"]![0]!.DeepClone());
        Assert.Contains(Problems(validators.ToJsonString()), p => p.Contains("there twice", StringComparison.Ordinal));
        validators["validators"] = new JsonArray();
        Assert.Contains(Problems(validators.ToJsonString()), p => p.Contains("0 validators", StringComparison.Ordinal));
    }

    [Fact]
    public void Order_and_blanks_do_not_matter()
    {
        Assert.Equal(s_hash, Read(s_text)!.Hash);
        Assert.Equal(s_hash, Read(JsonNode.Parse(s_text)!.ToJsonString())!.Hash);
        Assert.Equal(s_hash, Read(Reversed(JsonNode.Parse(s_text)!).ToJsonString())!.Hash);
        Assert.Equal(s_hash, Read(s_text.Replace("\n", "\r\n\t", StringComparison.Ordinal))!.Hash);
        Assert.Equal(s_hash, Read(s_text.Replace("\"1000chn\"", "\"1000000000000grain\"", StringComparison.Ordinal))!.Hash);
    }

    [Fact]
    public void Any_change_of_a_value_is_another_chain()
    {
        var hashes = new HashSet<Hash256> { s_hash };
        foreach ((string from, string to) in new[]
        {
            ("chain-test", "chain-best"), ("\"note\": \"\"", "\"note\": \"n\""), ("1700000000000", "1700000000001"), ("\"1000chn\"", "\"1001chn\""),
            ("\"selfStake\": \"3chn\"", "\"selfStake\": \"4chn\""),
        })
            Assert.True(hashes.Add(Read(ReplaceFirst(s_text, from, to))!.Hash));
        foreach (ParameterField field in ChainParameters.Fields)
        {
            ulong value = field.Read(TestGenesis.Parameters);
            string other = field.IsAmount ? $"\"{field.Name}\": \"{value + 1}grain\"" : $"\"{field.Name}\": {(value == field.Max ? value - 1 : value + 1)}";
            string written = field.IsAmount ? $"\"{field.Name}\": \"1chn\"" : $"\"{field.Name}\": {value}";
            Assert.True(hashes.Add(Read(ReplaceFirst(s_text, written, other))!.Hash), field.Name);
        }
    }

    [Fact]
    public void Files_that_are_no_json_are_refused_with_one_line()
    {
        foreach (byte[] bytes in new byte[][] { [], [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(s_text)], "null"u8.ToArray(), "[]"u8.ToArray(), "{}{}"u8.ToArray(), [0xFF, 0xFE] })
        {
            Assert.Null(GenesisJson.TryRead(bytes, out IReadOnlyList<string> problems));
            Assert.All(problems, problem => Assert.DoesNotContain('\n', problem));
            Assert.NotEmpty(problems);
        }
        foreach (string file in Vectors.Files("json-parsing/test_parsing"))
        {
            Assert.Null(GenesisJson.TryRead(File.ReadAllBytes(file), out IReadOnlyList<string> problems));
            Assert.NotEmpty(problems);
        }
    }

    [Fact]
    public void Damaged_files_are_refused_or_read_back_as_what_they_say()
    {
        byte[] valid = Encoding.UTF8.GetBytes(s_text);
        int read = 0;
        Fuzz.Run(100_000, random =>
        {
            byte[] bytes = random.OneIn(20) ? random.Bytes(random.Below(200)) : Fuzz.Mutate(random, valid);
            GenesisDocument? document = GenesisJson.TryRead(bytes, out IReadOnlyList<string> problems);
            Assert.Equal(document is null, problems.Count > 0);
            if (document is null)
                return;
            read++;
            Assert.Equal(document.Hash, Read(GenesisJsonWriter.Write(document))!.Hash);
        });
        Assert.True(read > 100, $"only {read} of the damaged files are read");
    }

    [Fact]
    public void Notes_of_any_text_are_written_and_read_back() => Fuzz.Run(2_000, random =>
    {
        string note = string.Concat(Enumerable.Range(0, random.Below(30)).Select(_ => random.Pick<string>(["\"", "\\", "\n", "\u0000", "\u007f", "ü", "🎈", "/", "a", "\u2028"])));
        GenesisDocument genesis = TestGenesis.Create([3]);
        Assert.Empty(GenesisDocument.TryCreate(
            genesis.Network, "chn", genesis.TimeMs, genesis.Parameters, genesis.Accounts, genesis.Validators, out GenesisDocument? noted, note));
        Assert.Equal(noted!.Hash, Read(GenesisJsonWriter.Write(noted))!.Hash);
    });

    [Fact]
    public void A_fuzzed_file_makes_at_most_fifty_problems()
    {
        string text = s_text.Replace("\"accounts\": [", $"\"accounts\": [{string.Concat(Enumerable.Repeat("1,", 1_000))}", StringComparison.Ordinal);
        Assert.Equal(50, Problems(text).Count);
    }

    private static JsonNode Reversed(JsonNode node) => node switch
    {
        JsonObject o => new JsonObject(o.Reverse().Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, Reversed(p.Value!)))),
        JsonArray a => new JsonArray([.. a.Reverse().Select(item => Reversed(item!))]),
        _ => node.DeepClone(),
    };

    private static string ReplaceFirst(string text, string from, string to)
    {
        int at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, from);
        return string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length));
    }

    private static IReadOnlyList<string> Problems(string text)
    {
        Assert.Null(GenesisJson.TryRead(Encoding.UTF8.GetBytes(text), out IReadOnlyList<string> problems));
        return problems;
    }

    private static GenesisDocument? Read(string text)
    {
        GenesisDocument? genesis = GenesisJson.TryRead(Encoding.UTF8.GetBytes(text), out IReadOnlyList<string> problems);
        Assert.Empty(problems);
        return genesis;
    }
}
