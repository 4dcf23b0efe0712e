using Chain.Api.Tests.Support;
using Chain.Primitives.Encoding;
using Chain.Protocol.V1;
using Chain.State.Proofs;

namespace Chain.Api.Tests.Contracts;

public sealed class ContractStateTests
{
    [Fact]
    public async Task Every_kind_of_entry_is_read_by_its_field_and_key()
    {
        await using ContractLedger ledger = await FilledAsync();
        string me = ledger.Ledger.Address(0);
        await ExpectAsync("total", "", "\"12\"", true);
        await ExpectAsync("byUser", $"[\"{me}\"]", "\"7\"", true);
        await ExpectAsync("byUser", $"[\"{ledger.Ledger.Address(9)}\"]", "\"0\"", false);
        await ExpectAsync("byUser", "", "1", true);
        await ExpectAsync("pairs", $"[\"{me}\",7]", "\"pair 7\"", true);
        await ExpectAsync("notes", "[1]", "\"two\"", true);
        await ExpectAsync("notes", "[2]", "null", false);
        await ExpectAsync("notes", " [ ] ", "2", true);
        await ExpectAsync("admins", $"[\"{me}\"]", "true", true);
        await ExpectAsync("admins", $"[\"{ledger.Ledger.Address(1)}\"]", "false", false);

        async Task ExpectAsync(string field, string keys, string json, bool exists)
        {
            ReadContractStateResponse read = await ledger.ReadAsync(field, keys);
            Assert.Equal((json, exists), (read.ValueJson, read.Exists));
        }
    }

    [Fact]
    public async Task The_proof_is_one_of_the_entry_under_the_header_that_was_signed()
    {
        await using ContractLedger ledger = await FilledAsync();
        foreach (ReadContractStateResponse read in new[] { await ledger.ReadAsync("total"), await ledger.ReadAsync("byUser", $"[\"{ledger.Ledger.Address(9)}\"]") })
        {
            Assert.Equal(DecodeError.None, Types.Header.TryDecode(read.ProvingHeader.Span, out Types.Header? header));
            Assert.Equal(read.Height + 1, header!.Height);
            Assert.Equal(DecodeError.None, StateProof.TryDecode(read.Proof.Span, out StateProof? proof));
            StateProofResult result = proof!.Verify(header.StateRoot, read.StateKey.Span, out ReadOnlyMemory<byte> value);
            Assert.Equal(read.Exists ? StateProofResult.Present : StateProofResult.Absent, result);
            Assert.True(value.Span.SequenceEqual(read.Value.Span));
        }
    }

    [Theory]
    [InlineData("nothing", "", "NO_MEMBER")]
    [InlineData("total", "[1]", "BAD_ARGUMENTS")]
    [InlineData("byUser", "[1]", "BAD_ARGUMENTS")]
    [InlineData("notes", "[-1]", "BAD_ARGUMENTS")]
    [InlineData("pairs", "[1]", "BAD_ARGUMENTS")]
    [InlineData("notes", "[4294967296]", "BAD_ARGUMENTS")]
    public async Task Fields_and_keys_that_are_not_there_are_refused(string field, string keys, string expected)
    {
        await using ContractLedger ledger = await FilledAsync();
        Assert.Equal(expected, (await Ledger.RefusalAsync(() => ledger.ReadAsync(field, keys))).Code);
    }

    private static async Task<ContractLedger> FilledAsync()
    {
        ContractLedger ledger = await ContractLedger.StartAsync();
        await ledger.CallAsync("add", ContractLedger.Number32(7));
        await ledger.CallAsync("note", ContractLedger.Text("one"));
        await ledger.CallAsync("note", ContractLedger.Text("two"));
        ledger.Ledger.Node.Produce();
        return ledger;
    }
}
