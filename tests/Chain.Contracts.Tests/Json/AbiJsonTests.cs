using System.Collections.Immutable;
using Chain.Contracts.Tests.Codec;
using Chain.Contracts.Tests.Compiling;
using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Primitives.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Chain.Contracts.Tests.Json;

public class AbiJsonTests
{
    private const string Prefix = "chn";
    private static readonly Address Alice = new(new Hash256([.. Enumerable.Repeat((byte)7, 32)]));
    private static readonly AbiJsonOptions Options = new(Prefix) { FindAddress = name => name is "alice" ? Alice : null };

    [Fact]
    public void What_is_written_is_read_back() => Prop.ForAll(AbiSamples.Values.ToArbitrary(), sample =>
    {
        string text = AbiJson.ToText(sample.Type, sample.Value, Prefix);
        AbiValue? read = AbiJson.Read(sample.Type, Parse(text), Options, out AbiJsonFault? fault);
        return fault is null && sample.Value.Equals(read);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Theory]
    [InlineData("u8", "255")]
    [InlineData("u64", "18446744073709551615")]
    [InlineData("u64", "\"18446744073709551615\"")]
    [InlineData("i64", "-9223372036854775808")]
    [InlineData("address", "\"alice\"")]
    [InlineData("bytes", "\"0x\"")]
    [InlineData("bytes", "\"0xAb\"")]
    [InlineData("u8?", "null")]
    [InlineData("u8?[]", "[1,null]")]
    public void Values_have_more_than_one_spelling(string type, string json) => Assert.NotNull(AbiJson.Read(Type(type), Parse(json), Options, out _));

    [Theory]
    [InlineData("u8", "256", "0 to 255")]
    [InlineData("u8", "-1", "0 to 255")]
    [InlineData("u8", "1.0", "whole number")]
    [InlineData("u8", "1e2", "whole number")]
    [InlineData("u8", "\"\"", "whole number")]
    [InlineData("u8", "\"+1\"", "whole number")]
    [InlineData("u8", "\" 1\"", "whole number")]
    [InlineData("u8", "true", "not a boolean")]
    [InlineData("u8", "null", "not null")]
    [InlineData("bool", "1", "true or false")]
    [InlineData("bytes", "\"ab\"", "0x")]
    [InlineData("bytes", "\"0xabc\"", "0x")]
    [InlineData("bytes", "\"0xzz\"", "0x")]
    [InlineData("address", "\"bob\"", "'bob' is not an address, nor the name of one")]
    [InlineData("u8[]", "[1,300]", "[1]: does not fit")]
    public void What_is_no_value_of_the_type_is_refused_with_the_reason(string type, string json, string reason)
    {
        Assert.Null(AbiJson.Read(Type(type), Parse(json), Options, out AbiJsonFault? fault));
        Assert.Contains(reason, fault!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistyped_address_is_told_from_a_name()
    {
        string address = AddressText.Format(Alice, Prefix);
        string mistyped = address[..^1] + (address[^1] == 'q' ? 'p' : 'q');
        Assert.Null(AbiJson.Read(AbiType.Address.Instance, Parse($"\"{mistyped}\""), Options, out AbiJsonFault? fault));
        Assert.Contains("checksum", fault!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""["alice", "5"]""")]
    [InlineData("""{ "amount": 5, "to": "alice", "memo": null }""")]
    [InlineData("""{ "to": "alice", "amount": "5" }""")]
    public void Arguments_come_by_position_or_by_name(string json)
    {
        ImmutableArray<AbiValue>? values = AbiJson.ReadArguments(json.StartsWith('[') ? Transfer[..2] : Transfer, json, Options, out AbiJsonFault? fault);
        Assert.Null(fault);
        Assert.Equal<AbiValue>([new AbiValue.Address(Alice), new AbiValue.Integer(5)], values!.Value[..2]);
    }

    [Theory]
    [InlineData("""["alice"]""", "3 arguments expected: to: address, amount: u64, memo: string?, not 1")]
    [InlineData("""["alice", 1, null, 2]""", "not 4")]
    [InlineData("""{ "to": "alice" }""", "amount: missing")]
    [InlineData("""{ "to": "alice", "amout": 1 }""", "amout: there is no such name; did you mean amount?")]
    [InlineData("""{ "to": "alice", "amount": 1, "amount": 1 }""", "same key")]
    [InlineData("7", "an array or an object, not a number")]
    [InlineData("[1", "no JSON")]
    public void Arguments_that_do_not_fit_are_refused_with_the_reason(string json, string reason)
    {
        Assert.Null(AbiJson.ReadArguments(Transfer, json, Options, out AbiJsonFault? fault));
        Assert.Contains(reason, fault!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_deeper_than_any_type_is_refused_before_it_is_followed()
    {
        string deep = new string('[', 10_000) + new string(']', 10_000);
        Assert.Null(AbiJson.ReadArguments([new("a", Type("u8[]"))], deep, Options, out AbiJsonFault? fault));
        Assert.Contains("nested deeper", fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_abi_document_says_everything_that_a_caller_needs()
    {
        ContractAbi abi = Compile.Accepted("""
            import { Contract, map, list, set } from 'chain';
            /** A bank. */
            export default class Bank extends Contract {
              static structs = { P: { x: 'u8' } };
              static state = { total: 'u64', of: map('address', 'u64'), log: list('P'), who: set('address') };
              static events = { Paid: { by: 'address indexed', p: 'P?' } };
              static abi = { pay: { args: { p: 'P[]' }, returns: 'u64', payable: true } };
              /** Pays. */
              pay(p) { return 1n; }
            }
            """).Abi;
        const string Expected = """
            {"schema":1,"name":"Bank","description":"A bank.","receives":false,
            "structs":[{"name":"P","fields":[{"name":"x","type":"u8"}]}],
            "state":[{"name":"total","kind":"plain","type":"u64"},{"name":"of","kind":"map","keys":["address"],"value":"u64"},{"name":"log","kind":"list","item":"P"},{"name":"who","kind":"set","item":"address"}],
            "events":[{"name":"Paid","description":"","fields":[{"name":"by","type":"address","indexed":true},{"name":"p","type":"P?"}]}],
            "init":null,"migrate":null,
            "methods":[{"name":"pay","description":"Pays.","args":[{"name":"p","type":"P[]"}],"returns":"u64","view":false,"payable":true,"reentrant":false,"line":9}]}
            """;
        Assert.Equal(Expected.ReplaceLineEndings(""), AbiJson.Write(abi));
    }

    private static ImmutableArray<AbiField> Transfer { get; } = [new("to", AbiType.Address.Instance), new("amount", AbiType.UInt.U64), new("memo", AbiType.OptionalOf(AbiType.Text.Instance)!)];

    private static AbiType Type(string text) => AbiTypeText.Read(text, _ => null, out _)!;

    private static JsonValue Parse(string json)
    {
        Assert.True(StrictJson.TryRead(System.Text.Encoding.UTF8.GetBytes(json), JsonReadOptions.Strict, out JsonValue? value, out _));
        return value;
    }
}
