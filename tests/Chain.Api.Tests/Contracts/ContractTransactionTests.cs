using Chain.Api.Tests.Support;
using Chain.Protocol.V1;
using Transaction = Chain.Types.Transaction;

namespace Chain.Api.Tests.Contracts;

/// <summary>Contracts' transactions in the Ledger service: fates, receipts, lists and simulations.</summary>
public sealed class ContractTransactionTests
{
    [Fact]
    public async Task A_failed_call_says_code_message_and_line_everywhere()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        Transaction call = await ledger.CallAsync("add", ContractLedger.Number32(0));
        TransactionStatus fate = await ledger.Ledger.FateAsync(call);
        Assert.Equal((TransactionState.Final, "CONTRACT_FAILED", $"ZERO: nothing to add (line {ContractLedger.RequireLine}, column 12)"), (fate.State, fate.Code, fate.Message));
        ReceiptSummary receipt = fate.Receipt;
        Assert.Equal(("ZERO", "nothing to add", "add", ContractLedger.RequireLine), (receipt.FailureCode, receipt.Message, receipt.Function, receipt.Line));
        Assert.Equal((ledger.ContractText, ledger.ContractText), (receipt.Contract, receipt.FailedAt));
        TransactionSummary listed = (await ListAsync(ledger, ledger.Ledger.Address(0))).Transactions[0];
        Assert.Equal(("call", "add", ledger.ContractText, "CONTRACT_FAILED", "ZERO"), (listed.Action, listed.Method, listed.To, listed.Code, listed.FailureCode));
        Assert.Equal(ContractLedger.RequireLine, listed.Line);
    }

    [Fact]
    public async Task A_contracts_history_holds_its_deployment_and_its_calls_also_those_that_failed()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        Transaction added = await ledger.CallAsync("add", ContractLedger.Number32(2));
        Transaction failed = await ledger.CallAsync("add", ContractLedger.Number32(0));
        Transaction nothing = await ledger.CallAsync("nothing", []);
        ListTransactionsResponse history = await ListAsync(ledger, ledger.ContractText);
        Assert.Equal(
            [nothing.Id.ToString(), failed.Id.ToString(), added.Id.ToString(), ledger.Deployment.Id.ToString()], history.Transactions.Select(transaction => transaction.TransactionIdHex));
        Assert.Equal([("call", "METHOD_UNKNOWN"), ("call", "CONTRACT_FAILED"), ("call", "SUCCESS"), ("deploy", "SUCCESS")], history.Transactions.Select(transaction => (transaction.Action, transaction.Code)));
        Assert.All(history.Transactions, transaction => Assert.Equal(ledger.ContractText, transaction.To));
    }

    [Fact]
    public async Task A_list_tells_what_each_transaction_changed_for_the_account()
    {
        const string Bank = """
            import { Contract, msg, require, transfer } from 'chain';
            export default class Bank extends Contract {
              static abi = { init: { payable: true }, put: { payable: true }, refuse: { payable: true }, take: { args: { n: 'u64' }, payable: true } };
              static receives = true;
              init() {}
              put() {}
              refuse() { require(false, 'NO'); }
              take(n) { transfer(msg.sender, n); }
            }
            """;
        await using Ledger ledger = await Ledger.StartAsync();
        Chain.Primitives.Address bank = SoloLedger.SoloTransactions.ContractAt(0, 0);
        SoloLedger.SoloTransactions make = ledger.Transactions;
        foreach (Transaction transaction in new[]
        {
            make.Deploy(0, Bank, grains: 100),
            make.Call(0, bank, "put", grains: 7, sequence: 1),
            make.Call(0, bank, "refuse", grains: 9, sequence: 2),
            make.Call(0, bank, "take", ContractLedger.Number(30), grains: 2, sequence: 3),
            make.Transfer(0, 1, 5, sequence: 4),
            make.Transfer(0, 0, 5, sequence: 5),
        })
            Assert.Equal(TransactionState.Pooled, (await ledger.SubmitAsync(transaction)).State);
        ledger.Node.Produce();
        Assert.Equal(["0", "-5", "28", "0", "-7", "-100"], await ChangesAsync(ledger.Address(0)));
        Assert.Equal(["-28", "0", "7", "100"], await ChangesAsync(ledger.Format(bank)));
        Assert.Equal(["5"], await ChangesAsync(ledger.Address(1)));

        async Task<IEnumerable<string>> ChangesAsync(string address) =>
            (await ledger.AskAsync<ListTransactionsRequest, ListTransactionsResponse>("ListTransactions", new() { Address = address })).Transactions.Select(static transaction => transaction.Change);
    }

    [Fact]
    public async Task A_simulation_tells_what_a_call_uses_and_execution_charges_that()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        Transaction draft = ledger.Ledger.Transactions.Call(0, ledger.Contract, "add", ContractLedger.Number32(4), sequence: 1);
        SimulateTransactionResponse simulated = await SimulateAsync(ledger, draft);
        Assert.Equal(("SUCCESS", 10_000_000UL), (simulated.Receipt.Code, simulated.Receipt.GasUsed));
        Assert.Equal(200_000_000UL, simulated.GasLimitMax);
        ulong limit = simulated.GasExecuted * 13 / 10;
        ulong again = (await SimulateAsync(ledger, ledger.Ledger.Transactions.Call(0, ledger.Contract, "add", ContractLedger.Number32(4), sequence: 1, gasLimit: limit))).GasExecuted;
        Transaction call = await ledger.CallAsync("add", ContractLedger.Number32(4), limit);
        Assert.Equal(again, (await ledger.Ledger.FateAsync(call)).Receipt.GasUsed);
    }

    [Fact]
    public async Task A_source_that_is_refused_names_the_line()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        Transaction broken = ledger.Ledger.Transactions.Deploy(1, "import { Contract } from 'chain';\nexport default class A extends Contract {\n  add() { eval('1'); }\n}");
        SimulateTransactionResponse simulated = await SimulateAsync(ledger, broken);
        Assert.Equal(("SOURCE_REFUSED", 3u), (simulated.Receipt.Code, simulated.Receipt.Line));
        Assert.Contains("eval", simulated.Receipt.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gas_above_a_blocks_is_refused_by_the_pool()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        TransactionStatus refused = await ledger.Ledger.SubmitAsync(ledger.Ledger.Transactions.Call(0, ledger.Contract, "add", ContractLedger.Number32(1), sequence: 1, gasLimit: 200_000_001));
        Assert.Equal((TransactionState.Refused, "GAS_LIMIT_TOO_HIGH"), (refused.State, refused.Code));
    }

    private static Task<SimulateTransactionResponse> SimulateAsync(ContractLedger ledger, Transaction transaction) =>
        ledger.Ledger.AskAsync<SimulateTransactionRequest, SimulateTransactionResponse>("SimulateTransaction", new() { Transaction = Ledger.Bytes(transaction) });

    private static Task<ListTransactionsResponse> ListAsync(ContractLedger ledger, string address) =>
        ledger.Ledger.AskAsync<ListTransactionsRequest, ListTransactionsResponse>("ListTransactions", new() { Address = address });
}
