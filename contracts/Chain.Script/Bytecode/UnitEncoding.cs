using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Chain.Script.Bytecode;

/// <summary>
/// Units as bytes: one encoding for each unit, and decoding that accepts nothing else. Integers are minimal little-endian base-128 varints (signed ones zigzag), strings their
/// UTF-16 units, numbers 8 bytes big-endian, functions in post-order: a function follows those nested in it and says how many they are. Line starts are not part of it: who
/// decodes has the source.
/// </summary>
public static class UnitEncoding
{
    /// <summary>The first byte; it changes with the format or the instruction set.</summary>
    public const byte Version = 1;

    private const int DepthMax = 4_096;

    /// <summary>Writes a unit.</summary>
    public static void Write(ScriptUnit unit, IBufferWriter<byte> output)
    {
        var writer = new UnitWriter(output);
        writer.Byte(Version);
        writer.String(unit.Name);
        writer.Flag(unit.IsModule);
        writer.Count(unit.Constants.Length);
        foreach (var constant in unit.Constants)
            writer.Constant(constant);
        writer.Count(unit.Templates.Length);
        foreach (var template in unit.Templates)
        {
            writer.Count(template.Length);
            foreach (int name in template)
                writer.Count(name);
        }

        writer.Count(unit.Requests.Length);
        foreach (string request in unit.Requests)
            writer.String(request);
        writer.Count(unit.ModuleCells.Length);
        foreach (var cell in unit.ModuleCells)
        {
            writer.Flag(cell.Specifier is not null);
            if (cell.Specifier is { } specifier)
                writer.String(specifier);
            writer.String(cell.Name);
        }

        writer.Count(unit.Exports.Length);
        foreach (var export in unit.Exports)
        {
            writer.String(export.Name);
            writer.Count(export.Cell);
        }

        WriteFunctions(unit.Main, writer);
    }

    /// <summary>The bytes of a unit.</summary>
    public static byte[] ToBytes(ScriptUnit unit)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(unit, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>SHA-256 of the bytes of a unit: equal hashes mean the same canonical bytecode.</summary>
    public static byte[] Hash(ScriptUnit unit)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(unit, output);
        return SHA256.HashData(output.WrittenSpan);
    }

    /// <summary>Reads a unit and verifies its code; null when the bytes are no unit's. Never throws, whatever the bytes.</summary>
    /// <param name="bytes">What <see cref="Write"/> wrote.</param>
    /// <param name="lines">The line starts of the source.</param>
    public static ScriptUnit? TryRead(ReadOnlySpan<byte> bytes, LineMap lines)
    {
        var reader = new UnitReader(bytes);
        if (reader.Byte() != Version)
            return null;
        string name = reader.String();
        bool isModule = reader.Flag();
        var constants = ReadList(ref reader, 1, static (ref r) => r.Constant());
        var templates = ReadList(ref reader, 1, static (ref r) => ReadList(ref r, 1, static (ref item) => item.Count()));
        var requests = ReadList(ref reader, 1, static (ref r) => r.String());
        var cells = ReadList(ref reader, 2, static (ref r) => new ModuleCell(r.Flag() ? r.String() : null, r.String()));
        var exports = ReadList(ref reader, 2, static (ref r) => new ModuleExport(r.String(), r.Count()));
        if (ReadFunctions(ref reader) is not { } main || !reader.IsAtEnd)
            return null;
        var unit = new ScriptUnit(name, isModule, main, constants, templates, requests, cells, exports, lines);
        return UnitVerifier.Verify(unit) is null ? unit : null;
    }

    internal delegate T ReadItem<out T>(ref UnitReader reader);

    internal static ImmutableArray<T> ReadList<T>(ref UnitReader reader, int itemBytesMin, ReadItem<T> read)
    {
        int count = reader.Count(itemBytesMin);
        if (count == 0)
            return [];
        var items = ImmutableArray.CreateBuilder<T>(count);
        for (int i = 0; i < count && !reader.Failed; i++)
            items.Add(read(ref reader));
        return items.ToImmutable();
    }

    /// <summary>Post-order without recursion: a function is written once all nested ones are.</summary>
    private static void WriteFunctions(FunctionCode main, UnitWriter writer)
    {
        var path = new Stack<(FunctionCode Function, int Next)>();
        path.Push((main, 0));
        while (path.TryPop(out var at))
        {
            if (at.Next == at.Function.Functions.Length)
            {
                writer.Function(at.Function);
                continue;
            }

            path.Push((at.Function, at.Next + 1));
            path.Push((at.Function.Functions[at.Next], 0));
        }

        writer.Flag(false);
    }

    private static FunctionCode? ReadFunctions(ref UnitReader reader)
    {
        var done = new List<FunctionCode>();
        var depths = new List<int>();
        while (reader.Flag())
        {
            int nested = reader.Count();
            if (reader.Failed || nested > done.Count)
                return null;
            int depth = 1;
            foreach (int inner in depths[^nested..])
                depth = Math.Max(depth, inner + 1);
            ImmutableArray<FunctionCode> functions = [.. done[^nested..]];
            done.RemoveRange(done.Count - nested, nested);
            depths.RemoveRange(depths.Count - nested, nested);
            if (depth > DepthMax || reader.Function(functions) is not { } function)
                return null;
            done.Add(function);
            depths.Add(depth);
        }

        return !reader.Failed && done.Count == 1 ? done[0] : null;
    }
}
