using System.Globalization;
using System.Text;
using Chain.Node;
using Chain.Node.Face;
using Chain.Node.Running;
using Microsoft.AspNetCore.Http;

namespace Chain.Host.Running;

/// <summary>/metrics in the Prometheus text format: what the driver counts, where the node stands, and what the process uses.</summary>
internal sealed class MetricsPage(NodeDriver driver, NodeStores stores, InputQueue queue)
{
    /// <summary>Answers one scrape.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        await context.Response.WriteAsync(Render(), context.RequestAborted);
    }

    private string Render()
    {
        var text = new StringBuilder(4096);
        NodeStatus status = driver.Face.Status;
        NodeCounters counters = driver.Counters;
        Gauge(text, "chain_height", "Newest executed height.", status.Height);
        Gauge(text, "chain_proven_height", "Newest height whose result a decided header holds.", status.ProvenHeight);
        Gauge(text, "chain_block_time_milliseconds", "Time of the newest block.", status.TimeMs);
        Gauge(text, "chain_base_fee", "Base fee of the next block, grains per million gas.", status.BaseFee);
        Gauge(text, "chain_peers", "Connected peers.", status.Peers);
        Gauge(text, "chain_catching_up", "1 while decided blocks are fetched.", status.CatchingUp ? 1 : 0);
        Gauge(text, "chain_consensus_height", "The height that is being decided.", status.Consensus.Height);
        Gauge(text, "chain_consensus_round", "Its round.", status.Consensus.Round);
        Gauge(text, "chain_validators", "Validators of the next height.", status.Validators.Members.Count);
        Gauge(text, "chain_validators_power", "Their power.", status.Validators.TotalPower);
        Gauge(text, "chain_pool_transactions", "Transactions in the pool.", status.PoolTransactions);
        Gauge(text, "chain_pool_bytes", "Bytes of the transactions in the pool.", status.PoolBytes);
        Gauge(text, "chain_driver_queue", "Inputs that wait for the driver.", queue.Count);
        Counter(text, "chain_driver_inputs_total", "Inputs that the driver took.", counters.Inputs);
        Counter(text, "chain_driver_busy_microseconds_total", "Time that the driver worked.", counters.BusyMicroseconds);
        Counter(text, "chain_blocks_executed_total", "Blocks executed since the start.", counters.BlocksExecuted);
        Counter(text, "chain_blocks_proposed_total", "Blocks that this node proposed.", counters.BlocksProposed);
        Counter(text, "chain_blocks_synced_total", "Decided blocks fetched from peers.", counters.BlocksSynced);
        Counter(text, "chain_rounds_above_zero_total", "Heights that needed more than one round.", counters.RoundsAboveZero);
        Counter(text, "chain_transactions_executed_total", "Transactions executed.", counters.TransactionsExecuted);
        Counter(text, "chain_transactions_admitted_total", "Transactions taken into the pool.", counters.TransactionsAdmitted);
        Counter(text, "chain_transactions_refused_total", "Transactions refused.", counters.TransactionsRefused);
        Counter(text, "chain_signatures_verified_total", "Signatures of transactions checked.", counters.SignaturesVerified);
        Counter(text, "chain_votes_accepted_total", "Votes accepted.", counters.VotesAccepted);
        Counter(text, "chain_peer_messages_rejected_total", "Messages of peers that were provably bad.", counters.Rejected);
        Counter(text, "chain_execute_milliseconds_total", "Time spent executing blocks.", counters.ExecuteMsTotal);
        Counter(text, "chain_commit_milliseconds_total", "Time spent committing to the stores.", counters.CommitMsTotal);
        Gauge(text, "chain_store_state_bytes", "Bytes of the state store in use.", stores.State.Size.UsedBytes);
        Gauge(text, "chain_store_history_bytes", "Bytes of the history store in use.", stores.History.Size.UsedBytes);
        Gauge(text, "process_resident_memory_bytes", "Resident memory, mapped files included.", Environment.WorkingSet);
        Gauge(text, "dotnet_gc_heap_bytes", "Managed heap.", GC.GetTotalMemory(forceFullCollection: false));
        Counter(text, "dotnet_gc_collections_total", "Collections of the oldest generation.", GC.CollectionCount(GC.MaxGeneration));
        Gauge(text, "dotnet_threads", "Threads of the pool.", ThreadPool.ThreadCount);
        return text.ToString();
    }

    private static void Gauge(StringBuilder text, string name, string help, IFormattable value) => Line(text, name, help, "gauge", value);

    private static void Counter(StringBuilder text, string name, string help, IFormattable value) => Line(text, name, help, "counter", value);

    private static void Line(StringBuilder text, string name, string help, string type, IFormattable value) =>
        text.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n')
            .Append(name).Append(' ').Append(value.ToString(null, CultureInfo.InvariantCulture)).Append('\n');
}
