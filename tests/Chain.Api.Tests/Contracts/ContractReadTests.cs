using System.Text;
using System.Text.Json;
using Chain.Api.Tests.Support;
using Chain.Contracts;
using Chain.Protocol.V1;
using Chain.Rpc;

namespace Chain.Api.Tests.Contracts;

public sealed class ContractReadTests
{
    [Fact]
    public async Task A_contract_shows_its_source_its_interface_and_who_may_change_it()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        GetContractResponse contract = await GetAsync(ledger, ledger.ContractText);
        Assert.Equal((ledger.ContractText, "Counter", ContractLedger.Source, ledger.Ledger.Address(3), "0", true), (contract.Address, contract.Name, contract.Source, contract.Upgrader, contract.Balance, contract.Receives));
        Assert.Equal(ContractCompiler.HashOf(Encoding.UTF8.GetBytes(ContractLedger.Source)).ToString(), contract.CodeHashHex);
        using JsonDocument abi = JsonDocument.Parse(contract.AbiJson);
        Assert.Contains("Counts for everybody.", contract.AbiJson, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Object, abi.RootElement.ValueKind);
        Assert.Equal("", (await ledger.AskAsync<GetContractRequest, GetContractResponse>("GetContract", new() { Address = ledger.ContractText, OmitSource = true })).Source);
    }

    [Fact]
    public async Task Nobodys_address_and_a_key_account_are_no_contracts()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        foreach (string address in new[] { ledger.Ledger.Address(1), ledger.Ledger.Address(99) })
        {
            (RpcStatusCode status, string? code, _) = await Ledger.RefusalAsync(() => GetAsync(ledger, address));
            Assert.Equal((RpcStatusCode.NotFound, "NO_CONTRACT"), (status, code));
        }
        (RpcStatusCode malformed, string? why, _) = await Ledger.RefusalAsync(() => GetAsync(ledger, ""));
        Assert.Equal((RpcStatusCode.InvalidArgument, "BAD_ADDRESS"), (malformed, why));
    }

    [Fact]
    public async Task Contracts_are_listed_in_the_order_in_which_they_were_made_page_by_page()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        for (int from = 1; from < 4; from++)
            await ledger.Ledger.SubmitAsync(ledger.Ledger.Transactions.Deploy(from, ContractLedger.Source, ContractLedger.Number(1)));
        ledger.Ledger.Node.Produce();
        ListContractsResponse first = await ListAsync(ledger, "", 3);
        ListContractsResponse second = await ListAsync(ledger, first.NextCursor, 3);
        Assert.Equal((3, 1, ""), (first.Contracts.Count, second.Contracts.Count, second.NextCursor));
        string[] all = [.. first.Contracts.Concat(second.Contracts).Select(contract => contract.Address)];
        Assert.Equal(ledger.ContractText, all[0]);
        Assert.Equal(
            Enumerable.Range(1, 3).Select(from => ledger.Ledger.Format(SoloLedger.SoloTransactions.ContractAt(from, 0))).Order(StringComparer.Ordinal), all[1..].Order(StringComparer.Ordinal));
        Assert.Equal((ledger.Ledger.Address(3), ""), (first.Contracts[0].Upgrader, first.Contracts[1].Upgrader));
        (_, string? code, _) = await Ledger.RefusalAsync(() => ListAsync(ledger, "nonsense", 3));
        Assert.Equal("BAD_CURSOR", code);
    }

    [Fact]
    public async Task The_service_answers_json_over_connect_too()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        using var http = new HttpClient { BaseAddress = ledger.Ledger.Server.HttpAddress };
        using var content = new StringContent($"{{\"address\":\"{ledger.ContractText}\"}}", Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.PostAsync(new Uri("chain.v1.Contracts/GetContract", UriKind.Relative), content);
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("Counter", answer.RootElement.GetProperty("name").GetString());
    }

    private static Task<GetContractResponse> GetAsync(ContractLedger ledger, string address) =>
        ledger.AskAsync<GetContractRequest, GetContractResponse>("GetContract", new() { Address = address });

    private static Task<ListContractsResponse> ListAsync(ContractLedger ledger, string cursor, uint pageSize) =>
        ledger.AskAsync<ListContractsRequest, ListContractsResponse>("ListContracts", new() { Cursor = cursor, PageSize = pageSize });
}
