using Chain.State;
using Chain.Types;
using Chain.Types.Tests.Support;

namespace Chain.Execution.Tests.Contracts;

public class UpgradeTests
{
    private static readonly string s_better = VaultChain.Source.Replace("this.count += BigInt(n);", "this.count += BigInt(n) * 2n;", StringComparison.Ordinal);

    [Fact]
    public void The_upgrader_replaces_the_code_and_the_state_stays()
    {
        var chain = new VaultChain(upgrader: 2);
        Receipt upgraded = chain.Chain.RunOne(chain.Chain.From(2).Upgrades(chain.Vault, s_better));
        Assert.Equal((ReceiptStatus.Success, chain.Vault), (upgraded.Status, upgraded.Result.Contract));
        Assert.Equal(25UL, VaultChain.ReadNumber(chain.Chain.RunOne(chain.Call(1, "add", VaultChain.Number(10))).Result.ReturnValue));
        Assert.True(chain.Chain.State.TryGetContract(chain.Vault, out ContractRecord record));
        Assert.Equal(1UL, record.UpgradeCount);
    }

    [Fact]
    public void Nobody_else_may_upgrade_or_freeze()
    {
        var chain = new VaultChain(upgrader: 2);
        Assert.Equal(ReceiptStatus.NotAllowed, chain.Chain.RunOne(chain.Chain.From(1).Upgrades(chain.Vault, s_better)).Status);
        Assert.Equal(ReceiptStatus.NotAllowed, chain.Chain.RunOne(Freeze(chain, 1)).Status);
        Assert.Equal(15UL, VaultChain.ReadNumber(chain.Chain.RunOne(chain.Call(1, "add", VaultChain.Number(10))).Result.ReturnValue));
    }

    [Fact]
    public void A_contract_without_upgrader_never_changes()
    {
        var chain = new VaultChain();
        Assert.Equal(ReceiptStatus.NotAllowed, chain.Chain.RunOne(chain.Chain.From(0).Upgrades(chain.Vault, s_better)).Status);
        Assert.Equal(ReceiptStatus.NotAllowed, chain.Chain.RunOne(Freeze(chain, 0)).Status);
    }

    [Fact]
    public void A_frozen_contract_never_changes_again()
    {
        var chain = new VaultChain(upgrader: 2);
        Receipt frozen = chain.Chain.RunOne(Freeze(chain, 2));
        Assert.Equal((ReceiptStatus.Success, chain.Vault), (frozen.Status, frozen.Result.Contract));
        Assert.Equal(1UL, frozen.RecipientPrevious.Height);
        Assert.Equal(ReceiptStatus.NotAllowed, chain.Chain.RunOne(chain.Chain.From(2).Upgrades(chain.Vault, s_better)).Status);
        Assert.Equal(ReceiptStatus.NotAllowed, chain.Chain.RunOne(Freeze(chain, 2)).Status);
    }

    [Fact]
    public void What_is_no_contract_cannot_be_upgraded_or_frozen()
    {
        var chain = new VaultChain();
        Assert.Equal(ReceiptStatus.ContractUnknown, chain.Chain.RunOne(chain.Chain.From(1).Upgrades(TestKeys.Address(3), s_better)).Status);
        Assert.Equal(ReceiptStatus.ContractUnknown, chain.Chain.RunOne(chain.Chain.From(1) with { Action = new TransactionAction.Freeze(TestKeys.Address(3)) }).Status);
    }

    [Fact]
    public void A_source_that_changes_the_type_of_a_field_is_refused_and_the_old_one_runs_on()
    {
        var chain = new VaultChain(upgrader: 2);
        string other = VaultChain.Source.Replace("count: 'u64', paid", "count: 'u128', paid", StringComparison.Ordinal);
        Assert.Equal(ReceiptStatus.SchemaRefused, chain.Chain.RunOne(chain.Chain.From(2).Upgrades(chain.Vault, other)).Status);
        Assert.Equal(ReceiptStatus.SourceRefused, chain.Chain.RunOne(chain.Chain.From(2).Upgrades(chain.Vault, "no contract")).Status);
        Assert.Equal(6UL, VaultChain.ReadNumber(chain.Chain.RunOne(chain.Call(1, "add", VaultChain.Number(1))).Result.ReturnValue));
    }

    private static TransactionBuilder Freeze(VaultChain chain, int from) => chain.Chain.From(from) with { Action = new TransactionAction.Freeze(chain.Vault) };
}
