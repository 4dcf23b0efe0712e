using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Chain.Architecture.Tests;

/// <summary>
/// Finds in an assembly what the banned-symbol lists cannot see: floating point in signatures, locals and instructions,
/// enumeration of hash tables, and locks. Reads metadata and IL; loads no code.
/// </summary>
internal static class PurityScan
{
    private static readonly string[] UnorderedTypes =
    [
        "System.Collections.Generic.Dictionary`2", "System.Collections.Generic.HashSet`1",
        "System.Collections.Concurrent.ConcurrentDictionary`2", "System.Collections.Frozen.FrozenDictionary`2", "System.Collections.Frozen.FrozenSet`1",
        "System.Collections.Immutable.ImmutableDictionary`2", "System.Collections.Immutable.ImmutableHashSet`1",
    ];

    private static readonly string[] LockTypes = ["System.Threading.Monitor", "System.Threading.Lock", "System.Threading.Interlocked", "System.Threading.Thread"];

    /// <summary>The findings, each "Type.Method: what". Floating point is none where <paramref name="floatsAllowed"/>.</summary>
    public static IReadOnlyList<string> Scan(string assemblyFile, Func<string, bool>? only = null, bool floatsAllowed = false)
    {
        using FileStream stream = File.OpenRead(assemblyFile);
        using var image = new PEReader(stream);
        MetadataReader metadata = image.GetMetadataReader();
        var findings = new SortedSet<string>(StringComparer.Ordinal);
        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
        {
            TypeDefinition type = metadata.GetTypeDefinition(handle);
            string name = FullName(metadata, type);
            if (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal) || (only is not null && !only(name)))
                continue;
            foreach (FieldDefinitionHandle field in type.GetFields())
            {
                FieldDefinition definition = metadata.GetFieldDefinition(field);
                if (HasFloat(metadata, definition.Signature))
                    findings.Add($"{name}.{metadata.GetString(definition.Name)}: a field of floating point");
            }
            foreach (MethodDefinitionHandle method in type.GetMethods())
                ScanMethod(metadata, image, name, metadata.GetMethodDefinition(method), findings);
        }
        return [.. findings.Where(finding => !floatsAllowed || !finding.Contains("floating", StringComparison.Ordinal))];
    }

    private static void ScanMethod(MetadataReader metadata, PEReader image, string typeName, MethodDefinition method, SortedSet<string> findings)
    {
        string where = $"{typeName}.{metadata.GetString(method.Name)}";
        if (HasFloat(metadata, method.Signature))
            findings.Add($"{where}: floating point in the signature");
        if (method.RelativeVirtualAddress == 0)
            return;
        MethodBodyBlock body = image.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil && HasFloat(metadata, metadata.GetStandaloneSignature(body.LocalSignature).Signature))
            findings.Add($"{where}: a local of floating point");
        BlobReader il = body.GetILReader();
        while (il.RemainingBytes > 0)
        {
            ILOpCode code = ReadOpCode(ref il);
            switch (code)
            {
                case ILOpCode.Ldc_r4 or ILOpCode.Ldc_r8 or ILOpCode.Conv_r4 or ILOpCode.Conv_r8 or ILOpCode.Conv_r_un:
                    findings.Add($"{where}: a floating-point instruction");
                    break;
                case ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj or ILOpCode.Ldftn:
                    ScanCall(metadata, where, MetadataTokens.EntityHandle(BitConverter.ToInt32(il.ReadBytes(4))), findings);
                    continue;
            }
            Skip(ref il, code);
        }
    }

    private static void ScanCall(MetadataReader metadata, string where, EntityHandle handle, SortedSet<string> findings)
    {
        (string type, string method, string typeArguments) = Target(metadata, handle);
        string bare = type.Split('<')[0];
        if (LockTypes.Contains(bare))
            findings.Add($"{where}: {bare}.{method}");
        if (method == "GetEnumerator" && UnorderedTypes.Any(unordered => bare == unordered || bare.StartsWith(unordered + "/", StringComparison.Ordinal)))
            findings.Add($"{where}: enumerates {bare}, whose order is not defined");
        if (bare == "System.Linq.Enumerable" && typeArguments.Contains("KeyValuePair`2", StringComparison.Ordinal))
            findings.Add($"{where}: LINQ over a hash table, whose order is not defined");
    }

    private static (string Type, string Method, string TypeArguments) Target(MetadataReader metadata, EntityHandle handle)
    {
        var names = new TypeNames();
        switch (handle.Kind)
        {
            case HandleKind.MethodSpecification:
                MethodSpecification specification = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                (string type, string method, _) = Target(metadata, specification.Method);
                return (type, method, string.Join(",", specification.DecodeSignature(names, null)));
            case HandleKind.MemberReference:
                MemberReference member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                return (TypeOf(metadata, member.Parent, names), metadata.GetString(member.Name), "");
            case HandleKind.MethodDefinition:
                MethodDefinition definition = metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                return (FullName(metadata, metadata.GetTypeDefinition(definition.GetDeclaringType())), metadata.GetString(definition.Name), "");
            default:
                return ("", "", "");
        }
    }

    private static string TypeOf(MetadataReader metadata, EntityHandle handle, TypeNames names) => handle.Kind switch
    {
        HandleKind.TypeReference => names.GetTypeFromReference(metadata, (TypeReferenceHandle)handle, 0),
        HandleKind.TypeDefinition => names.GetTypeFromDefinition(metadata, (TypeDefinitionHandle)handle, 0),
        HandleKind.TypeSpecification => metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(names, null),
        _ => "",
    };

    private static string FullName(MetadataReader metadata, TypeDefinition type)
    {
        string name = metadata.GetString(type.Name);
        if (!type.GetDeclaringType().IsNil)
            return $"{FullName(metadata, metadata.GetTypeDefinition(type.GetDeclaringType()))}/{name}";
        string space = metadata.GetString(type.Namespace);
        return space.Length == 0 ? name : $"{space}.{name}";
    }

    // Every element type is one byte; R4 is 0x0C and R8 is 0x0D. Decoding, and not searching for the bytes, keeps tokens apart from types.
    private static bool HasFloat(MetadataReader metadata, BlobHandle signature)
    {
        var names = new TypeNames();
        BlobReader reader = metadata.GetBlobReader(signature);
        var decoder = new SignatureDecoder<string, object?>(names, metadata, null);
        SignatureHeader header = reader.ReadSignatureHeader();
        reader = metadata.GetBlobReader(signature);
        IEnumerable<string> types = header.Kind switch
        {
            SignatureKind.Field => [decoder.DecodeFieldSignature(ref reader)],
            SignatureKind.LocalVariables => decoder.DecodeLocalSignature(ref reader),
            SignatureKind.Method or SignatureKind.Property => Method(decoder.DecodeMethodSignature(ref reader)),
            _ => [],
        };
        return types.Any(type => type.Contains("System.Single", StringComparison.Ordinal) || type.Contains("System.Double", StringComparison.Ordinal));

        static IEnumerable<string> Method(MethodSignature<string> method) => method.ParameterTypes.Append(method.ReturnType);
    }

    private static ILOpCode ReadOpCode(ref BlobReader il)
    {
        byte first = il.ReadByte();
        return first == 0xFE ? (ILOpCode)(0xFE00 | il.ReadByte()) : (ILOpCode)first;
    }

    private static void Skip(ref BlobReader il, ILOpCode code)
    {
        if (code == ILOpCode.Switch)
        {
            int targets = il.ReadInt32();
            il.Offset += targets * 4;
            return;
        }
        il.Offset += OperandSizes.Of(code);
    }

    /// <summary>Names types as text: enough to search in.</summary>
    private sealed class TypeNames : ISignatureTypeProvider<string, object?>
    {
        public string GetArrayType(string elementType, ArrayShape shape) => elementType + "[,]";

        public string GetByReferenceType(string elementType) => elementType + "&";

        public string GetFunctionPointerType(MethodSignature<string> signature) => "fn";

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType}<{string.Join(",", typeArguments)}>";

        public string GetGenericMethodParameter(object? genericContext, int index) => "!!" + index;

        public string GetGenericTypeParameter(object? genericContext, int index) => "!" + index;

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetPinnedType(string elementType) => elementType;

        public string GetPointerType(string elementType) => elementType + "*";

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "System." + typeCode;

        public string GetSZArrayType(string elementType) => elementType + "[]";

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => FullName(reader, reader.GetTypeDefinition(handle));

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
        {
            TypeReference type = reader.GetTypeReference(handle);
            string name = reader.GetString(type.Name);
            if (type.ResolutionScope.Kind == HandleKind.TypeReference)
                return $"{GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, rawTypeKind)}/{name}";
            string space = reader.GetString(type.Namespace);
            return space.Length == 0 ? name : $"{space}.{name}";
        }

        public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);
    }
}
