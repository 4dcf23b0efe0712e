using Chain.Contracts.Tests.Runtime;
using Chain.Primitives;
using static Chain.Contracts.Tests.Runtime.Ledger;

namespace Chain.Contracts.Tests.Library;

/// <summary>
/// For each contract of the library a sequence of calls that all succeed and together run every method that changes something. A step takes the gas limit; the next one
/// finds what it left, so each is carried out before the next is asked for.
/// </summary>
internal static class LibrarySteps
{
    private const ulong DayMs = 86_400_000;

    private static readonly AbiValue s_none = AbiValue.None.Instance;

    internal static IReadOnlyDictionary<string, Func<Ledger, IEnumerable<Func<ulong, ContractOutcome>>>> All { get; } =
        new Dictionary<string, Func<Ledger, IEnumerable<Func<ulong, ContractOutcome>>>>(StringComparer.Ordinal)
        {
            ["fungible-token"] = FungibleToken,
            ["unique-token"] = UniqueToken,
            ["multisig-wallet"] = MultisigWallet,
            ["escrow"] = Escrow,
            ["crowdfunding"] = Crowdfunding,
            ["name-registry"] = NameRegistry,
            ["exchange"] = Exchange,
            ["timelock"] = Timelock,
        };

    internal static string SourceOf(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "library", $"{name}.js"));

    private static Address Token(Ledger ledger, AbiValue minter) => ledger.Deploy(SourceOf("fungible-token"), Of("Apple"), Of("APL"), Int(9), Int(1_000_000), minter);

    private static Func<ulong, ContractOutcome> Step(Ledger ledger, int sender, Address contract, string method, ulong value, params AbiValue[] arguments) =>
        gas => ledger.CallAs(sender, contract, method, arguments, value, gas);

    private static AbiValue ListOf(params AbiValue[] items) => new AbiValue.List([.. items]);

    private static AbiValue Time(Ledger ledger, ulong later) => Int(ledger.Context.TimeMs + later);

    private static void Wait(Ledger ledger, ulong milliseconds) => ledger.Context = ledger.Context with { TimeMs = ledger.Context.TimeMs + milliseconds };

    private static IEnumerable<Func<ulong, ContractOutcome>> FungibleToken(Ledger ledger)
    {
        Address token = Token(ledger, Of(Account(0)));
        yield return Step(ledger, 0, token, "transfer", 0, Of(Account(1)), Int(300));
        yield return Step(ledger, 0, token, "approve", 0, Of(Account(2)), Int(0), Int(50));
        yield return Step(ledger, 2, token, "transferFrom", 0, Of(Account(0)), Of(Account(3)), Int(20));
        yield return Step(ledger, 0, token, "mint", 0, Of(Account(1)), Int(5));
        yield return Step(ledger, 1, token, "burn", 0, Int(7));
        yield return Step(ledger, 0, token, "setMinter", 0, s_none);
    }

    private static IEnumerable<Func<ulong, ContractOutcome>> UniqueToken(Ledger ledger)
    {
        Address token = ledger.Deploy(SourceOf("unique-token"), Of("Stars"), Of("STAR"), Of(Account(0)));
        yield return Step(ledger, 0, token, "mint", 0, Of(Account(1)), Of("stars/sirius"));
        yield return Step(ledger, 0, token, "mint", 0, Of(Account(1)), Of("stars/vega"));
        yield return Step(ledger, 1, token, "approve", 0, Int(1), Of(Account(2)));
        yield return Step(ledger, 2, token, "transfer", 0, Of(Account(1)), Of(Account(3)), Int(1));
        yield return Step(ledger, 1, token, "setOperator", 0, Of(Account(2)), AbiValue.Bool.True);
        yield return Step(ledger, 2, token, "burn", 0, Int(2));
        yield return Step(ledger, 0, token, "setMinter", 0, Of(Account(3)));
    }

    private static IEnumerable<Func<ulong, ContractOutcome>> MultisigWallet(Ledger ledger)
    {
        Address token = Token(ledger, s_none);
        Address wallet = ledger.Deploy(SourceOf("multisig-wallet"), ListOf(Of(Account(0)), Of(Account(1)), Of(Account(2))), Int(2));
        ledger.SetBalance(wallet, 1_000);
        Assert.True(ledger.Call(token, "transfer", Of(wallet), Int(100)).IsSuccess);
        yield return Step(ledger, 0, wallet, "propose", 0, Of(Account(3)), Int(400), Of(""), ListOf(), Time(ledger, DayMs));
        yield return Step(ledger, 1, wallet, "approve", 0, Int(0));
        yield return Step(ledger, 2, wallet, "execute", 0, Int(0));
        yield return Step(ledger, 0, wallet, "propose", 0, Of(token), Int(0), Of("transfer"), ListOf(Argument(text: TextOf(Account(3))), Argument(integer: 60)), Time(ledger, DayMs));
        yield return Step(ledger, 0, wallet, "revoke", 0, Int(1));
        yield return Step(ledger, 1, wallet, "approve", 0, Int(1));
        yield return Step(ledger, 2, wallet, "approve", 0, Int(1));
        yield return Step(ledger, 0, wallet, "execute", 0, Int(1));
        yield return Step(ledger, 0, wallet, "propose", 0, Of(wallet), Int(0), Of("removeOwner"), ListOf(Argument(text: TextOf(Account(2)))), Time(ledger, DayMs));
        yield return Step(ledger, 1, wallet, "approve", 0, Int(2));
        yield return Step(ledger, 1, wallet, "execute", 0, Int(2));
        yield return Step(ledger, 0, wallet, "propose", 0, Of(wallet), Int(0), Of("addOwner"), ListOf(Argument(text: TextOf(Account(3)))), Time(ledger, DayMs));
        yield return Step(ledger, 1, wallet, "approve", 0, Int(3));
        yield return Step(ledger, 1, wallet, "execute", 0, Int(3));
        yield return Step(ledger, 0, wallet, "propose", 0, Of(wallet), Int(0), Of("setThreshold"), ListOf(Argument(number: 3)), Time(ledger, DayMs));
        yield return Step(ledger, 1, wallet, "approve", 0, Int(4));
        yield return Step(ledger, 1, wallet, "execute", 0, Int(4));
    }

    // flag, number, integer, text, bytes: one of them.
    private static AbiValue Argument(int? number = null, int? integer = null, string? text = null) =>
        new AbiValue.Struct([s_none, number is { } small ? Int(small) : s_none, integer is { } wide ? Int(wide) : s_none, text is null ? s_none : Of(text), s_none]);

    private static IEnumerable<Func<ulong, ContractOutcome>> Escrow(Ledger ledger)
    {
        Address escrow = ledger.Deploy(SourceOf("escrow"));
        AbiValue[] terms = [Of(Account(1)), Of(Account(2)), Int(50), Time(ledger, DayMs)];
        for (int i = 0; i < 4; i++)
            yield return Step(ledger, 0, escrow, "open", 1_000, terms);
        yield return Step(ledger, 0, escrow, "release", 0, Int(1));
        yield return Step(ledger, 1, escrow, "giveBack", 0, Int(2));
        yield return Step(ledger, 1, escrow, "dispute", 0, Int(3));
        yield return Step(ledger, 2, escrow, "decide", 0, Int(3), Int(300));
        Wait(ledger, DayMs);
        yield return Step(ledger, 0, escrow, "reclaim", 0, Int(4));
        yield return Step(ledger, 1, escrow, "withdraw", 0, Of(new Address(new byte[] { 9 }.Concat(new byte[31]).ToArray())));
    }

    private static IEnumerable<Func<ulong, ContractOutcome>> Crowdfunding(Ledger ledger)
    {
        string source = SourceOf("crowdfunding");
        Address funded = ledger.Deploy(source, Int(100), Time(ledger, DayMs));
        Address missed = ledger.Deploy(source, Int(100), Time(ledger, DayMs));
        Address cancelled = ledger.Deploy(source, Int(100), Time(ledger, DayMs));
        yield return Step(ledger, 1, funded, "contribute", 100);
        yield return Step(ledger, 1, missed, "contribute", 99);
        yield return Step(ledger, 0, cancelled, "cancel", 0);
        Wait(ledger, DayMs);
        yield return Step(ledger, 0, funded, "claim", 0, Of(Account(3)));
        yield return Step(ledger, 1, missed, "refund", 0, Of(Account(1)));
    }

    private static IEnumerable<Func<ulong, ContractOutcome>> NameRegistry(Ledger ledger)
    {
        Address registry = ledger.Deploy(SourceOf("name-registry"), Int(100));
        var commitment = (AbiValue.Bytes)ledger.Get(registry, "commitment", Of("alice"), Of(Account(1)), Of("salt"))!;
        yield return Step(ledger, 1, registry, "commit", 0, commitment);
        Wait(ledger, 6_000);
        yield return Step(ledger, 1, registry, "register", 200, Of("alice"), Int(2), Of("salt"));
        yield return Step(ledger, 2, registry, "renew", 100, Of("alice"), Int(1));
        yield return Step(ledger, 1, registry, "point", 0, Of("alice"), s_none);
        yield return Step(ledger, 1, registry, "transfer", 0, Of("alice"), Of(Account(3)));
        yield return Step(ledger, 3, registry, "release", 0, Of("alice"));
        yield return Step(ledger, 0, registry, "setPrice", 0, Int(7));
        yield return Step(ledger, 0, registry, "collect", 0, Of(Account(2)));
        yield return Step(ledger, 0, registry, "setKeeper", 0, Of(Account(2)));
    }

    private static IEnumerable<Func<ulong, ContractOutcome>> Exchange(Ledger ledger)
    {
        Address token = Token(ledger, s_none);
        Address exchange = ledger.Deploy(SourceOf("exchange"), Of(token));
        Assert.True(ledger.Call(token, "approve", Of(exchange), Int(0), Int(1_000_000)).IsSuccess);
        yield return Step(ledger, 0, exchange, "addLiquidity", 100_000, Int(400_000), Int(0), Time(ledger, DayMs));
        yield return Step(ledger, 0, exchange, "addLiquidity", 1_000, Int(5_000), Int(0), Time(ledger, DayMs));
        yield return Step(ledger, 1, exchange, "buy", 1_000, Int(0), Time(ledger, DayMs));
        yield return Step(ledger, 0, exchange, "sell", 0, Int(1_000), Int(0), Time(ledger, DayMs));
        yield return Step(ledger, 0, exchange, "removeLiquidity", 0, Int(1_000), Int(0), Int(0), Time(ledger, DayMs));
    }

    private static IEnumerable<Func<ulong, ContractOutcome>> Timelock(Ledger ledger)
    {
        Address timelock = ledger.Deploy(SourceOf("timelock"));
        AbiValue[] terms = [Of(Account(1)), Time(ledger, 0), Time(ledger, 0), Time(ledger, 10 * DayMs), AbiValue.Bool.True];
        yield return Step(ledger, 0, timelock, "grant", 1_000, terms);
        Wait(ledger, 4 * DayMs);
        yield return Step(ledger, 1, timelock, "release", 0, Int(1), Of(Account(1)));
        yield return Step(ledger, 1, timelock, "assign", 0, Int(1), Of(Account(2)));
        Wait(ledger, DayMs);
        yield return Step(ledger, 0, timelock, "revoke", 0, Int(1), Of(Account(3)));
    }
}
