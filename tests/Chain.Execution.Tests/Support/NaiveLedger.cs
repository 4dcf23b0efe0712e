using System.Numerics;
using Chain.Primitives;
using Chain.Types;

namespace Chain.Execution.Tests.Support;

/// <summary>Transfers and fees once more, in unbounded integers and without thought of speed, written from the specification alone.</summary>
public sealed class NaiveLedger(ulong baseFee)
{
    public SortedDictionary<string, BigInteger> Balances { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, BigInteger> Sequences { get; } = new(StringComparer.Ordinal);

    public BigInteger Burned { get; private set; }

    public BigInteger BaseFee { get; private set; } = baseFee;

    public BigInteger BalanceOf(Address address) => Balances.TryGetValue(address.ToString(), out BigInteger balance) ? balance : 0;

    public void RunBlock(IEnumerable<Transaction> transactions, Address proposer, ChainParameters parameters)
    {
        BigInteger tips = 0;
        BigInteger limits = 0;
        foreach (Transaction transaction in transactions)
        {
            tips += Run(transaction);
            limits += transaction.Body.GasLimit;
        }
        if (tips > 0)
            Balances[proposer.ToString()] = BalanceOf(proposer) + tips;
        BaseFee = NextBaseFee(limits, parameters);
    }

    private BigInteger Run(Transaction transaction)
    {
        UnsignedTransaction body = transaction.Body;
        var transfer = (TransactionAction.Transfer)body.Action;
        string sender = transaction.Sender.ToString();
        string to = transfer.To.ToString();
        Sequences[$"{sender}/{body.Lane}"] = new BigInteger(body.Sequence) + 1;

        BigInteger gas = 10_000 + (10 * transaction.Encoded.Length);
        if (body.Lane != 0 && body.Sequence == 0)
            gas += 10_000;
        bool isNew = !Balances.ContainsKey(to);
        bool outOfGas = isNew && gas + 10_000 > body.GasLimit;
        if (isNew)
            gas = BigInteger.Min(gas + 10_000, body.GasLimit);

        BigInteger tipPrice = BigInteger.Min(body.Tip, body.MaxFee - BaseFee);
        BigInteger fee = RoundUp(gas * (BaseFee + tipPrice));
        BigInteger burned = RoundUp(gas * BaseFee);
        Burned += burned;
        Balances[sender] -= fee;
        if (!outOfGas)
        {
            Balances[sender] -= transfer.Amount.Grains;
            Balances[to] = (Balances.TryGetValue(to, out BigInteger balance) ? balance : 0) + transfer.Amount.Grains;
        }
        return fee - burned;
    }

    private BigInteger NextBaseFee(BigInteger limits, ChainParameters parameters)
    {
        BigInteger target = parameters.BlockGasMax / 10 * 8;
        if (limits == target)
            return BaseFee;
        BigInteger distance = BigInteger.Min(BigInteger.Abs(limits - target), target);
        BigInteger change = BigInteger.Max(1, BaseFee * distance / target / 8);
        BigInteger next = limits > target ? BaseFee + change : BaseFee - change;
        return BigInteger.Max(next, parameters.BaseFeeMin);
    }

    private static BigInteger RoundUp(BigInteger price) => (price + 999_999) / 1_000_000;
}
