using System.Collections.Frozen;
using Chain.Rpc.Server;
using Google.Protobuf.Reflection;

namespace Chain.Rpc;

/// <summary>A service of a proto file with its handlers, ready to be put on endpoints of a server. Built by <see cref="For"/>.</summary>
public sealed class RpcService
{
    internal RpcService(ServiceDescriptor descriptor, string fullName, FrozenDictionary<string, ServerMethod> methods)
    {
        Descriptor = descriptor;
        FullName = fullName;
        Methods = methods;
    }

    /// <summary>The service in its proto file.</summary>
    public ServiceDescriptor Descriptor { get; }

    /// <summary>"package.Service", as it is reached.</summary>
    public string FullName { get; }

    /// <summary>Methods of the proto file without a handler: they answer UNIMPLEMENTED.</summary>
    public IReadOnlyList<string> MissingMethods => [.. Descriptor.Methods.Select(m => m.Name).Where(n => !Methods.ContainsKey(n))];

    internal FrozenDictionary<string, ServerMethod> Methods { get; }

    /// <summary>Starts a service from generated code: <c>RpcService.For(LedgerReflection.Descriptor.Services[0])</c>.</summary>
    public static RpcServiceBuilder For(ServiceDescriptor descriptor) => new(descriptor, descriptor.FullName);
}
