using Chain.Primitives;
using Chain.State;
using Chain.Types;
using static Chain.Contracts.Tests.Runtime.Ledger;

namespace Chain.Contracts.Tests.Runtime;

/// <summary>Compiled code that was kept shows nowhere: not in gas, not in results, whether it is there, damaged, or of something else.</summary>
public sealed class CodeStoreTests
{
    private static readonly string s_caller = Contracts.Of(
        "init: { args: { other: 'address' } }, run: { returns: 'string' }, fail: { args: { n: 'u8' } }, burn: {}",
        """
        init(other) { this.other = other; }
          run() {
            let seen = '';
            for (const name of ['touch', 'fail', 'gas', 'deep', 'nothing'])
              try { seen += ` ${name} ${at(this.other)[name]()}`; } catch (error) { seen += ` ${error.code}`; }
            return `${seen} ${gasLeft()}`;
          }
          fail(n) {
            require(n > 3, 'SMALL', 'too small');
          }
          burn() { for (;;) this.count += 1n; }
        """,
        "other: 'address', count: 'u64'");

    private readonly Ledger ledger = new();
    private readonly Address callee;
    private readonly Address caller;
    private readonly StateWrites start;
    private readonly string expected;

    public CodeStoreTests()
    {
        callee = ledger.Deploy(Contracts.Callee);
        caller = ledger.Deploy(s_caller, Of(callee));
        start = ledger.State.ToWrites();
        expected = Outcomes(new ContractRuntime());
    }

    [Fact]
    public void Code_that_is_kept_runs_as_code_that_is_compiled()
    {
        var store = new MemoryCodeStore();
        Assert.Equal(expected, Outcomes(new ContractRuntime(new ContractRuntimeOptions { CompiledCode = store })));
        Assert.Equal((2, 0), (store.Kept.Count, store.Found));
        Assert.Equal(expected, Outcomes(new ContractRuntime(new ContractRuntimeOptions { CompiledCode = store })));
        Assert.Equal((2, 2, 0), (store.Kept.Count, store.Found, store.Rejected));
    }

    [Fact]
    public void A_deployment_keeps_its_code_and_a_start_finds_it()
    {
        var store = new MemoryCodeStore();
        var deploying = new Ledger(new ContractRuntime(new ContractRuntimeOptions { CompiledCode = store }));
        Address made = deploying.Deploy(Contracts.Callee);
        Assert.Single(store.Kept);
        deploying.Runtime = new ContractRuntime(new ContractRuntimeOptions { CompiledCode = store });
        Assert.Equal(1, deploying.GetInt(made, "touch"));
        Assert.Equal((1, 0), (store.Found, store.Rejected));
    }

    public static TheoryData<string> Damages => ["cut", "bit", "empty", "zeros", "other", "build"];

    [Theory]
    [MemberData(nameof(Damages))]
    public void Whatever_is_no_code_of_it_is_compiled_anew_and_written_over(string damage)
    {
        var store = new MemoryCodeStore();
        Outcomes(new ContractRuntime(new ContractRuntimeOptions { CompiledCode = store }));
        byte[][] kept = [.. store.Kept.Values];
        store.Read = bytes => damage switch
        {
            "cut" => bytes[..^1],
            "bit" => [.. bytes[..100], (byte)(bytes[100] ^ 4), .. bytes[101..]],
            "empty" => [],
            "zeros" => new byte[bytes.Length],
            "other" => kept[0] == bytes ? kept[1] : kept[0],
            _ => OfAnotherBuild(bytes),
        };
        Assert.Equal(expected, Outcomes(new ContractRuntime(new ContractRuntimeOptions { CompiledCode = store })));
        Assert.Equal(2, store.Rejected);
        store.Read = static bytes => bytes;
        Assert.Equal(expected, Outcomes(new ContractRuntime(new ContractRuntimeOptions { CompiledCode = store })));
        Assert.Equal(2, store.Rejected);
    }

    // With a checksum that is right, and the key of a build that is not this one.
    private static byte[] OfAnotherBuild(byte[] bytes)
    {
        byte[] changed = [.. bytes];
        changed[2] ^= 1;
        Primitives.Crypto.Hashing.Sha256(changed.AsSpan(0, changed.Length - 34)).Span.CopyTo(changed.AsSpan(changed.Length - 32));
        return changed;
    }

    // What a run of everything gives, on the same state each time.
    private string Outcomes(ContractRuntime runtime)
    {
        var below = new StateOverlay(EmptyState.Instance);
        foreach (StateWrite write in start.Items)
            below.Set(write.Key.Span, write.NewValue!.Value.Span);
        var fresh = new Ledger(runtime, below);
        ContractOutcome[] outcomes =
        [
            fresh.Call(caller, "run"), fresh.Call(caller, "fail", Int(1)), fresh.CallAs(0, caller, "burn", [], gas: 400_000), fresh.Call(callee, "throwing", Int(99)), fresh.View(callee, "total"),
            fresh.CallAs(0, caller, "run", [], gas: 9_000),
        ];
        Assert.Contains(outcomes, outcome => outcome.Status == ReceiptStatus.OutOfGas);
        return string.Join('\n', outcomes.Select(outcome =>
            $"{outcome.Status} {outcome.Code} {outcome.Message} {outcome.FailedAt} {outcome.Function} {outcome.Line}:{outcome.Column} {outcome.GasUsed} {Convert.ToHexString(outcome.ReturnValue.Span)} {outcome.Events.Count}")) + fresh.Fingerprint();
    }
}
