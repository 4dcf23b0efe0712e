using System.Collections.Immutable;
using Chain.Primitives.Encoding;

namespace Chain.Contracts;

/// <summary>
/// A contract's ABI as bytes, for what is kept beside the source to start faster: in the wire form, types as the texts that authors write. Structs go by depth, so that
/// each follows those that it names, and bear their place. Whatever the bytes, what is read is an ABI as the compiler makes them, or nothing.
/// </summary>
internal static class AbiEncoding
{
    private const int ItemBytesMax = 4 * ContractLimits.SourceBytesMax;
    private const int TypeBytesMax = ContractLimits.NameLengthMax + (2 * ContractLimits.TypeDepthMax);
    private const uint View = 1;
    private const uint Payable = 2;
    private const uint Reentrant = 4;

    private enum FieldKind
    {
        Plain,
        Map,
        List,
        Set,
    }

    internal static byte[] Encode(ContractAbi abi)
    {
        var writer = new WireWriter(1_024);
        writer.Text(1, abi.Name);
        writer.Text(2, abi.Description);
        foreach (AbiType.Struct declared in abi.Structs.OrderBy(static declared => declared.Depth))
            writer.Item(3, OfFields(declared.Name, declared.Fields, "", (uint)abi.Structs.IndexOf(declared)));
        foreach (StateField field in abi.State)
            writer.Item(4, OfState(field));
        foreach (AbiEvent declared in abi.Events)
            writer.Item(5, OfFields(declared.Name, declared.Fields, declared.Description, 0));
        foreach (AbiMethod method in abi.Methods)
            writer.Item(6, OfMethod(method));
        if (abi.Init is { } init)
            writer.Item(7, OfMethod(init));
        if (abi.Migrate is { } migrate)
            writer.Item(8, OfMethod(migrate));
        writer.Bool(9, abi.Receives);
        return writer.ToArray();
    }

    internal static ContractAbi? TryDecode(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        var types = new Dictionary<string, AbiType.Struct>(StringComparer.Ordinal);
        string name = reader.Text(1, ContractLimits.SourceBytesMax);
        string description = reader.Text(2, ContractLimits.SourceBytesMax);
        ImmutableArray<AbiType.Struct>? structs = ReadStructs(ref reader, types);
        ImmutableArray<StateField>? state = ReadAll(ref reader, 4, types, ReadState, static field => field.Name);
        ImmutableArray<AbiEvent>? events = ReadAll(ref reader, 5, types, ReadEvent, static declared => declared.Name);
        ImmutableArray<AbiMethod>? methods = ReadAll(ref reader, 6, types, ReadMethod, static method => method.Name);
        ImmutableArray<AbiMethod>? init = ReadAll(ref reader, 7, types, ReadMethod, static method => method.Name);
        ImmutableArray<AbiMethod>? migrate = ReadAll(ref reader, 8, types, ReadMethod, static method => method.Name);
        bool receives = reader.Bool(9);
        bool isAbi = reader.End() == DecodeError.None && structs is not null && state is not null && events is not null && methods is not null
            && init is { Length: <= 1 } && migrate is { Length: <= 1 };
        return !isAbi ? null : new ContractAbi
        {
            Name = name,
            Description = description,
            Structs = structs!.Value,
            State = state!.Value,
            Events = events!.Value,
            Methods = methods!.Value,
            Init = init!.Value.FirstOrDefault(),
            Migrate = migrate!.Value.FirstOrDefault(),
            Receives = receives,
        };
    }

    private delegate T? ItemReader<T>(ReadOnlySpan<byte> item, Dictionary<string, AbiType.Struct> types)
        where T : class;

    // Items with distinct names; null when one is none.
    private static ImmutableArray<T>? ReadAll<T>(ref WireReader reader, int field, Dictionary<string, AbiType.Struct> types, ItemReader<T> read, Func<T, string> nameOf)
        where T : class
    {
        var items = ImmutableArray.CreateBuilder<T>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Item(field, ItemBytesMax, out ReadOnlySpan<byte> bytes))
        {
            if (items.Count == ContractLimits.DeclarationsMax || read(bytes, types) is not { } item || !names.Add(nameOf(item)))
                return null;
            items.Add(item);
        }
        return items.ToImmutable();
    }

    private static ImmutableArray<AbiType.Struct>? ReadStructs(ref WireReader reader, Dictionary<string, AbiType.Struct> types)
    {
        var byPlace = new SortedDictionary<uint, AbiType.Struct>();
        while (reader.Item(3, ItemBytesMax, out ReadOnlySpan<byte> bytes))
        {
            if (byPlace.Count == ContractLimits.DeclarationsMax || ReadFields(bytes, types, out string name, out _, out uint place) is not { } fields
                || AbiTypeText.FindSimple(name) is not null || AbiType.StructOf(name, fields) is not { } made || !types.TryAdd(name, made) || !byPlace.TryAdd(place, made))
                return null;
        }
        return byPlace.Count == 0 || byPlace.Keys.Last() == byPlace.Count - 1 ? [.. byPlace.Values] : null;
    }

    private static byte[] OfFields(string name, ImmutableArray<AbiField> fields, string description, uint place)
    {
        var writer = new WireWriter(256);
        writer.Text(1, name);
        foreach (AbiField field in fields)
        {
            var inner = new WireWriter(64);
            inner.Text(1, field.Name);
            inner.Text(2, field.Type.Name);
            inner.Bool(3, field.IsIndexed);
            writer.Item(2, inner.Written);
        }
        writer.Text(3, description);
        writer.UInt64(4, place);
        return writer.ToArray();
    }

    private static ImmutableArray<AbiField>? ReadFields(ReadOnlySpan<byte> bytes, Dictionary<string, AbiType.Struct> types, out string name, out string description, out uint place)
    {
        var reader = new WireReader(bytes);
        name = reader.Text(1, ContractLimits.NameLengthMax);
        ImmutableArray<AbiField>? fields = ReadAll(ref reader, 2, types, ReadField, static field => field.Name);
        description = reader.Text(3, ContractLimits.SourceBytesMax);
        place = reader.UInt32(4);
        return reader.End() == DecodeError.None && fields is { Length: <= ContractLimits.FieldsMax } ? fields : null;
    }

    private static AbiField? ReadField(ReadOnlySpan<byte> bytes, Dictionary<string, AbiType.Struct> types)
    {
        var reader = new WireReader(bytes);
        string name = reader.Text(1, ContractLimits.NameLengthMax);
        AbiType? type = ReadType(reader.Text(2, TypeBytesMax), types);
        bool isIndexed = reader.Bool(3);
        return reader.End() == DecodeError.None && type is not null ? new AbiField(name, type, isIndexed) : null;
    }

    private static AbiType? ReadType(string text, Dictionary<string, AbiType.Struct> types) => AbiTypeText.Read(text, types.GetValueOrDefault, out _);

    private static byte[] OfState(StateField field)
    {
        var writer = new WireWriter(64);
        writer.Text(1, field.Name);
        (FieldKind kind, ImmutableArray<AbiType> keys, AbiType type) = field switch
        {
            StateField.Plain plain => (FieldKind.Plain, [], plain.Type),
            StateField.Map map => (FieldKind.Map, map.Keys, map.Value),
            StateField.List list => (FieldKind.List, [], list.Item),
            StateField.Set set => (FieldKind.Set, [], set.Item),
            _ => throw new InvalidOperationException($"unknown state field {field}"),
        };
        writer.UInt64(2, (ulong)kind);
        foreach (AbiType key in keys)
            writer.Item(3, System.Text.Encoding.ASCII.GetBytes(key.Name));
        writer.Text(4, type.Name);
        return writer.ToArray();
    }

    private static StateField? ReadState(ReadOnlySpan<byte> bytes, Dictionary<string, AbiType.Struct> types)
    {
        var reader = new WireReader(bytes);
        string name = reader.Text(1, ContractLimits.NameLengthMax);
        var kind = (FieldKind)reader.UInt32(2, (uint)FieldKind.Set);
        var keys = ImmutableArray.CreateBuilder<AbiType>();
        while (reader.Item(3, TypeBytesMax, out ReadOnlySpan<byte> text))
        {
            if (keys.Count == ContractLimits.MapKeysMax || ReadType(System.Text.Encoding.ASCII.GetString(text), types) is not { IsKey: true } key)
                return null;
            keys.Add(key);
        }
        AbiType? type = ReadType(reader.Text(4, TypeBytesMax), types);
        if (reader.End() != DecodeError.None || type is null || (kind == FieldKind.Map) != (keys.Count > 0))
            return null;
        return kind switch
        {
            FieldKind.Plain => new StateField.Plain(name, type),
            FieldKind.Map => new StateField.Map(name, keys.ToImmutable(), type),
            FieldKind.List => new StateField.List(name, type),
            _ => type.IsKey ? new StateField.Set(name, type) : null,
        };
    }

    private static AbiEvent? ReadEvent(ReadOnlySpan<byte> bytes, Dictionary<string, AbiType.Struct> types) =>
        ReadFields(bytes, types, out string name, out string description, out uint place) is { } fields && place == 0 ? new AbiEvent(name, fields, description) : null;

    private static byte[] OfMethod(AbiMethod method)
    {
        var writer = new WireWriter(256);
        writer.Item(1, OfFields(method.Name, method.Arguments, method.Description, 0));
        writer.Text(2, method.Returns?.Name ?? "");
        writer.UInt64(3, (method.IsView ? View : 0) | (method.IsPayable ? Payable : 0) | (method.IsReentrant ? Reentrant : 0));
        writer.UInt64(4, (ulong)method.Line);
        return writer.ToArray();
    }

    private static AbiMethod? ReadMethod(ReadOnlySpan<byte> bytes, Dictionary<string, AbiType.Struct> types)
    {
        var reader = new WireReader(bytes);
        if (!reader.Item(1, ItemBytesMax, out ReadOnlySpan<byte> item) || ReadFields(item, types, out string name, out string description, out uint place) is not { } arguments || place != 0)
            return null;
        string returns = reader.Text(2, TypeBytesMax);
        uint flags = reader.UInt32(3, View | Payable | Reentrant);
        uint line = reader.UInt32(4, int.MaxValue);
        AbiType? type = returns.Length == 0 ? null : ReadType(returns, types);
        if (reader.End() != DecodeError.None || (returns.Length > 0 && type is null))
            return null;
        return new AbiMethod
        {
            Name = name,
            Arguments = arguments,
            Returns = type,
            IsView = (flags & View) != 0,
            IsPayable = (flags & Payable) != 0,
            IsReentrant = (flags & Reentrant) != 0,
            Description = description,
            Line = (int)line,
        };
    }
}
