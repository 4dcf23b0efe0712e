using System.Text;
using Chain.Primitives;
using Chain.Types;
using Chain.Types.Tests.Support;

namespace Chain.Execution.Tests.Contracts;

/// <summary>Every way in which a contract's transaction can end, and what its receipt says.</summary>
public class ContractStatusTests
{
    private const ulong Coin = Amount.GrainsPerCoin;

    [Fact]
    public void A_deployment_and_calls_do_what_they_say()
    {
        var chain = new VaultChain(value: 3 * Coin);
        Assert.Equal(chain.Vault, chain.Deployed.Result.Contract);
        Assert.Equal([new ValueMove(TestKeys.Address(0), chain.Vault, Amount.FromGrains(3 * Coin))], chain.Deployed.Result.Moves);
        Assert.Equal(3 * Coin, chain.Chain.Balance(chain.Vault).Grains);
        Receipt added = chain.Chain.RunOne(chain.Call(1, "add", VaultChain.Number(7)));
        Assert.Equal((ReceiptStatus.Success, 12UL), (added.Status, VaultChain.ReadNumber(added.Result.ReturnValue)));
        ChainEvent counted = Assert.Single(added.Events);
        Assert.Equal((chain.Vault, "Counted", 12UL), (counted.Source, counted.Name, VaultChain.ReadNumber(counted.Data)));
        Receipt paid = chain.Chain.RunOne(chain.Call(1, "pay", 2 * Coin));
        Assert.Equal((ReceiptStatus.Success, 2 * Coin), (paid.Status, VaultChain.ReadNumber(paid.Result.ReturnValue)));
        Assert.Equal(5 * Coin, chain.Chain.Balance(chain.Vault).Grains);
        Assert.Equal(12UL, chain.Count);
    }

    [Fact]
    public void A_failed_require_says_code_message_function_and_line()
    {
        var chain = new VaultChain();
        Receipt receipt = chain.Chain.RunOne(chain.Call(1, "add", VaultChain.Number(0)));
        Assert.Equal((ReceiptStatus.ContractFailed, "ZERO", "nothing to add"), (receipt.Status, receipt.Result.Code, receipt.Result.Message));
        Assert.Equal((chain.Vault, "add", VaultChain.RequireLine), (receipt.Result.FailedAt, receipt.Result.Function, receipt.Result.Line));
        Assert.Empty(receipt.Events);
        Assert.Equal(5UL, chain.Count);
    }

    [Fact]
    public void A_failure_after_changes_leaves_no_change_no_event_and_no_coin()
    {
        var chain = new VaultChain(value: Coin);
        Amount before = chain.Chain.Balance(1);
        Receipt receipt = chain.Chain.RunOne(chain.Call(1, "payThenFail", 4 * Coin));
        Assert.Equal((ReceiptStatus.ContractFailed, "CHANGED_MY_MIND"), (receipt.Status, receipt.Result.Code));
        Assert.Equal((5UL, Coin), (chain.Count, chain.Chain.Balance(chain.Vault).Grains));
        Assert.Equal(before - receipt.Fee, chain.Chain.Balance(1));
        Assert.Empty(receipt.Events);
        Assert.Empty(receipt.Result.Moves);
        Assert.True(receipt.Result.ReturnValue.IsEmpty);
    }

    [Theory]
    [InlineData("export default class A {")]
    [InlineData("const a = 1;")]
    [InlineData("import { Contract } from 'chain';\nexport default class A extends Contract { add() { eval('1'); } }")]
    public void What_is_no_contract_is_refused_with_its_line(string source)
    {
        var chain = new VaultChain();
        TransactionBuilder deployment = chain.Chain.From(1).Deploys(source);
        Receipt receipt = chain.Chain.RunOne(deployment);
        Assert.Equal(ReceiptStatus.SourceRefused, receipt.Status);
        Assert.NotEqual(0u, receipt.Result.Line);
        Assert.NotEmpty(receipt.Result.Message);
        Assert.Null(receipt.Result.Contract);
        Assert.False(State.StateRecords.TryGetContract(chain.Chain.State, deployment.Contract, out _));
    }

    [Fact]
    public void Arguments_that_do_not_decode_never_reach_the_contract()
    {
        var chain = new VaultChain();
        byte[] good = VaultChain.Arguments("add", VaultChain.Number(1));
        foreach (byte[] bad in new[] { [], good[..^1], [.. good, 0] })
            Assert.Equal(ReceiptStatus.ArgumentsInvalid, chain.Chain.RunOne(chain.Chain.From(1).Calls(chain.Vault, "add", bad)).Status);
        Assert.Equal(ReceiptStatus.ArgumentsInvalid, chain.Chain.RunOne(chain.Chain.From(1).Deploys(VaultChain.Source)).Status);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("init")]
    [InlineData("migrate")]
    [InlineData("constructor")]
    [InlineData("toString")]
    [InlineData("count")]
    public void Only_methods_of_the_interface_can_be_called(string method)
    {
        var chain = new VaultChain();
        Assert.Equal(ReceiptStatus.MethodUnknown, chain.Chain.RunOne(chain.Chain.From(1).Calls(chain.Vault, method)).Status);
    }

    [Fact]
    public void A_call_of_nobody_or_of_a_key_account_finds_no_contract()
    {
        var chain = new VaultChain();
        foreach (Address address in new[] { TestKeys.Address(2), new Address(TestKeys.Hash("nobody")) })
        {
            Amount before = chain.Chain.Balance(1);
            Receipt receipt = chain.Chain.RunOne(chain.Chain.From(1).Calls(address, "add", grains: Coin));
            Assert.Equal(ReceiptStatus.ContractUnknown, receipt.Status);
            Assert.Equal(before - receipt.Fee, chain.Chain.Balance(1));
        }
    }

    [Fact]
    public void A_method_that_is_not_payable_takes_no_coins()
    {
        var chain = new VaultChain();
        Amount before = chain.Chain.Balance(1);
        Receipt receipt = chain.Chain.RunOne(chain.Call(1, "add", 1, VaultChain.Number(1)));
        Assert.Equal(ReceiptStatus.ValueRefused, receipt.Status);
        Assert.Equal(before - receipt.Fee, chain.Chain.Balance(1));
    }

    [Fact]
    public void An_endless_loop_pays_its_whole_limit_and_the_chain_goes_on()
    {
        var chain = new VaultChain();
        Receipt receipt = chain.Chain.RunOne(chain.Call(1, "spin") with { GasLimit = 3_000_000 });
        Assert.Equal((ReceiptStatus.OutOfGas, 3_000_000UL), (receipt.Status, receipt.GasUsed));
        Assert.Equal(5UL, chain.Count);
        Assert.Equal(ReceiptStatus.Success, chain.Chain.RunOne(chain.Call(1, "add", VaultChain.Number(1))).Status);
    }

    [Fact]
    public void Memory_and_depth_have_limits_below_the_gas()
    {
        var chain = new VaultChain();
        Receipt hoarded = chain.Chain.RunOne(chain.Call(1, "hoard") with { GasLimit = 190_000_000 });
        Assert.Equal(ReceiptStatus.OutOfMemory, hoarded.Status);
        Assert.InRange(hoarded.GasUsed, 95_000_000UL, 190_000_000UL);
        Assert.Equal(ReceiptStatus.TooDeep, chain.Chain.RunOne(chain.Call(1, "dive")).Status);
    }

    [Fact]
    public void A_plain_transfer_goes_only_to_a_contract_that_receives()
    {
        var chain = new VaultChain();
        Assert.Equal(ReceiptStatus.Success, chain.Chain.RunOne(chain.Chain.From(1).Pays(chain.Vault, Coin)).Status);
        Assert.Equal(Coin, chain.Chain.Balance(chain.Vault).Grains);
        TransactionBuilder deployment = chain.Chain.From(1).Deploys("import { Contract } from 'chain';\nexport default class Closed extends Contract { }");
        Assert.Equal(ReceiptStatus.Success, chain.Chain.RunOne(deployment).Status);
        Amount before = chain.Chain.Balance(1);
        Receipt refused = chain.Chain.RunOne(chain.Chain.From(1).Pays(deployment.Contract, Coin));
        Assert.Equal(ReceiptStatus.RecipientRefused, refused.Status);
        Assert.Equal((before - refused.Fee, Amount.Zero), (chain.Chain.Balance(1), chain.Chain.Balance(deployment.Contract)));
    }

    [Fact]
    public void A_contract_pays_others_and_the_sender_itself()
    {
        var chain = new VaultChain(value: 9 * Coin);
        Amount before = chain.Chain.Balance(1);
        Receipt toSender = chain.Chain.RunOne(chain.Call(1, "out", VaultChain.Account(TestKeys.Address(1)), VaultChain.Number(2 * Coin)));
        Assert.Equal(ReceiptStatus.Success, toSender.Status);
        Assert.Equal(before + Amount.FromGrains(2 * Coin) - toSender.Fee, chain.Chain.Balance(1));
        Address fresh = TestKeys.Address(77);
        Assert.Equal(ReceiptStatus.Success, chain.Chain.RunOne(chain.Call(1, "out", VaultChain.Account(fresh), VaultChain.Number(Coin))).Status);
        Assert.Equal(Coin, chain.Chain.Balance(fresh).Grains);
        Receipt tooMuch = chain.Chain.RunOne(chain.Call(1, "out", VaultChain.Account(fresh), VaultChain.Number(7 * Coin)));
        Assert.Equal((ReceiptStatus.ContractFailed, "INSUFFICIENT_BALANCE"), (tooMuch.Status, tooMuch.Result.Code));
        Assert.Equal(6 * Coin, chain.Chain.Balance(chain.Vault).Grains);
    }

    [Fact]
    public void A_callees_failure_undoes_its_own_changes_and_the_caller_goes_on()
    {
        var chain = new VaultChain();
        TransactionBuilder second = chain.Chain.From(1).Deploys(VaultChain.Source, VaultChain.Arguments("init", VaultChain.Number(50)));
        Assert.Equal(ReceiptStatus.Success, chain.Chain.RunOne(second).Status);
        Receipt asked = chain.Chain.RunOne(chain.Call(1, "ask", VaultChain.Account(second.Contract), VaultChain.Number(1)));
        Assert.Equal((ReceiptStatus.Success, 51UL), (asked.Status, VaultChain.ReadNumber(asked.Result.ReturnValue)));
        InnerCall call = Assert.Single(asked.Result.Calls);
        Assert.Equal((1u, chain.Vault, second.Contract, "add", ""), (call.Depth, call.From, call.Contract, call.Method, call.Code));
        Assert.Equal(second.Contract, Assert.Single(asked.Events).Source);
        Receipt failed = chain.Chain.RunOne(chain.Call(1, "ask", VaultChain.Account(second.Contract), VaultChain.Number(0)));
        Assert.Equal((ReceiptStatus.ContractFailed, "ZERO"), (failed.Status, failed.Result.Code));
        Assert.Equal("ZERO", Assert.Single(failed.Result.Calls).Code);
        Receipt caught = chain.Chain.RunOne(chain.Call(1, "tryAsk", VaultChain.Account(second.Contract), VaultChain.Number(0)));
        Assert.Equal(ReceiptStatus.Success, caught.Status);
        Assert.Equal("ZERO", Encoding.UTF8.GetString(caught.Result.ReturnValue.Span[1..]));
        Assert.Equal(1_005UL, chain.Count);
    }

    [Fact]
    public void The_address_of_a_deployment_may_hold_coins_before_and_keeps_them()
    {
        var chain = new VaultChain();
        TransactionBuilder deployment = chain.Chain.From(1, sequence: 1).Deploys(VaultChain.Source, VaultChain.Arguments("init", VaultChain.Number(1)));
        Assert.Equal(ReceiptStatus.Success, chain.Chain.RunOne(chain.Chain.From(1).Pays(deployment.Contract, Coin)).Status);
        Receipt deployed = chain.Chain.RunOne(deployment);
        Assert.Equal((ReceiptStatus.Success, Coin), (deployed.Status, chain.Chain.Balance(deployment.Contract).Grains));
        Assert.Equal(2UL, deployed.RecipientPrevious.Height);
    }
}
