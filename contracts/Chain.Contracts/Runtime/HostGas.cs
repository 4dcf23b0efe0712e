using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Chain.Types;

namespace Chain.Contracts;

/// <summary>
/// What the chain's own functions cost, beside what the engine charges for the values that they make. Time is measured by
/// <c>chain-bench micro contracts-runtime</c>; what stays in the state costs more than its time.
/// </summary>
public static class HostGas
{
    /// <summary>Entering a contract, from a transaction or from another contract.</summary>
    public const long Call = 1_000;

    /// <summary>The first touch of a code in a transaction, whether the node has it ready or not.</summary>
    public const long FirstTouch = 2_000;

    /// <summary>The same, for each unit of the code's weight.</summary>
    public const long FirstTouchWeight = 1;

    /// <summary>Making a contract, beside what its records cost.</summary>
    public const long Create = 5_000;

    /// <summary>Reading an entry of the state.</summary>
    public const long Read = 500;

    /// <summary>So many bytes that are read cost one gas.</summary>
    public const long ReadBytesPerGas = 4;

    /// <summary>Writing an entry that is there, or deleting it.</summary>
    public const long Write = 3_000;

    /// <summary>Writing an entry that was not there.</summary>
    public const long NewEntry = 5_000;

    /// <summary>Each byte that is written.</summary>
    public const long WriteByte = 10;

    /// <summary>Finding where an entry stands: a hash of its key.</summary>
    public const long Slot = 50;

    /// <summary>So many bytes of a key cost one gas.</summary>
    public const long SlotBytesPerGas = 2;

    /// <summary>An event.</summary>
    public const long Event = 1_000;

    /// <summary>Each byte of an event's data.</summary>
    public const long EventByte = 5;

    /// <summary>Moving coins.</summary>
    public const long Transfer = 7_000;

    /// <summary>An account that did not exist.</summary>
    public const long NewAccount = (long)GasSchedule.NewAccount;

    /// <summary>Asking for a balance.</summary>
    public const long Balance = 500;

    /// <summary>A hash.</summary>
    public const long Hash = 100;

    /// <summary>So many bytes that are hashed cost one gas.</summary>
    public const long HashBytesPerGas = 2;

    /// <summary>Checking a signature.</summary>
    public const long Signature = 12_000;

    /// <summary>A simple value that crosses between the script and bytes.</summary>
    public const long Part = 12;

    /// <summary>So many bytes of a text or of bytes that cross cost one gas.</summary>
    public const long PartBytesPerGas = 8;

    /// <summary>Reading or writing an address as text.</summary>
    public const long AddressText = 80;

    /// <summary>Asking whether a condition holds, or for the gas that is left.</summary>
    public const long Ask = 8;

    /// <summary>Naming another contract to call it.</summary>
    public const long At = 40;

    /// <summary>Naming a field of the state, or a method of another contract.</summary>
    public const long Name = 12;

    private static readonly (string Name, long Gas)[] All =
    [
        (nameof(Call), Call), (nameof(FirstTouch), FirstTouch), (nameof(FirstTouchWeight), FirstTouchWeight), (nameof(Create), Create), (nameof(Read), Read),
        (nameof(ReadBytesPerGas), ReadBytesPerGas), (nameof(Write), Write), (nameof(NewEntry), NewEntry), (nameof(WriteByte), WriteByte), (nameof(Slot), Slot),
        (nameof(SlotBytesPerGas), SlotBytesPerGas), (nameof(Event), Event), (nameof(EventByte), EventByte), (nameof(Transfer), Transfer), (nameof(NewAccount), NewAccount),
        (nameof(Balance), Balance), (nameof(Hash), Hash), (nameof(HashBytesPerGas), HashBytesPerGas), (nameof(Signature), Signature), (nameof(Part), Part),
        (nameof(PartBytesPerGas), PartBytesPerGas), (nameof(AddressText), AddressText), (nameof(Ask), Ask), (nameof(At), At), (nameof(Name), Name),
    ];

    /// <summary>The whole table as one text, a line each: what its hash is of, and what docs/spec/contracts.md shows.</summary>
    public static string CanonicalText()
    {
        var text = new StringBuilder();
        foreach (var (name, gas) in All)
            text.Append("contract ").Append(name).Append(' ').Append(gas.ToString(CultureLess)).Append('\n');
        return text.ToString();
    }

    /// <summary>SHA-256 of the canonical text: with the engine's own it belongs to the language version.</summary>
    public static byte[] ScheduleHash() => SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalText()));

    private static readonly NumberFormatInfo CultureLess = NumberFormatInfo.InvariantInfo;
}
