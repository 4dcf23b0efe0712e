using Chain.Rpc.Reflection.V1;
using Google.Protobuf.Reflection;

namespace Chain.Rpc;

/// <summary>Server reflection, so that tools can call us without our proto files. Everything comes from the descriptors in the generated code.</summary>
public static class RpcReflection
{
    /// <summary>The services v1 and v1alpha, telling about the given ones and themselves.</summary>
    public static IReadOnlyList<RpcService> Services(IEnumerable<RpcService> services)
    {
        ServiceDescriptor own = ReflectionReflection.Descriptor.Services[0];
        string[] ownNames = [own.FullName, own.FullName.Replace(".v1.", ".v1alpha.", StringComparison.Ordinal)];
        List<RpcService> described = [.. services];
        Index index = new([.. described.Select(s => s.FullName), .. ownNames], [.. described.Select(s => s.Descriptor.File), own.File]);
        return [.. ownNames.Select(name => new RpcServiceBuilder(own, name)
            .Duplex<ServerReflectionRequest, ServerReflectionResponse>("ServerReflectionInfo", async (requests, responses, context) =>
            {
                await foreach (ServerReflectionRequest request in requests.WithCancellation(context.CancellationToken))
                    await responses.WriteAsync(index.Answer(request), context.CancellationToken);
            })
            .Build())];
    }

    private sealed class Index
    {
        private readonly List<string> _services;
        private readonly Dictionary<string, FileDescriptor> _files = new(StringComparer.Ordinal);
        private readonly Dictionary<string, FileDescriptor> _symbols = new(StringComparer.Ordinal);

        public Index(IEnumerable<string> services, IEnumerable<FileDescriptor> files)
        {
            _services = [.. services.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            Queue<FileDescriptor> open = new(files);
            while (open.TryDequeue(out FileDescriptor? file))
            {
                if (!_files.TryAdd(file.Name, file))
                    continue;
                AddSymbols(file);
                foreach (FileDescriptor dependency in file.Dependencies)
                    open.Enqueue(dependency);
            }
            foreach (string service in _services)
                _symbols.TryAdd(service, ReflectionReflection.Descriptor);
        }

        public ServerReflectionResponse Answer(ServerReflectionRequest request)
        {
            ServerReflectionResponse response = new() { ValidHost = request.Host, OriginalRequest = request };
            switch (request.MessageRequestCase)
            {
                case ServerReflectionRequest.MessageRequestOneofCase.ListServices:
                    response.ListServicesResponse = new();
                    response.ListServicesResponse.Service.AddRange(_services.Select(name => new ServiceResponse { Name = name }));
                    break;
                case ServerReflectionRequest.MessageRequestOneofCase.FileByFilename:
                    SetFile(response, _files.GetValueOrDefault(request.FileByFilename));
                    break;
                case ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol:
                    SetFile(response, _symbols.GetValueOrDefault(request.FileContainingSymbol));
                    break;
                case ServerReflectionRequest.MessageRequestOneofCase.FileContainingExtension:
                case ServerReflectionRequest.MessageRequestOneofCase.AllExtensionNumbersOfType:
                    SetError(response, RpcStatusCode.NotFound, "there are no extensions");
                    break;
                default:
                    SetError(response, RpcStatusCode.InvalidArgument, "the request asks for nothing");
                    break;
            }
            return response;
        }

        private static void SetFile(ServerReflectionResponse response, FileDescriptor? file)
        {
            if (file is null)
            {
                SetError(response, RpcStatusCode.NotFound, "not found");
                return;
            }
            response.FileDescriptorResponse = new();
            HashSet<string> sent = new(StringComparer.Ordinal);
            Queue<FileDescriptor> open = new([file]);
            while (open.TryDequeue(out FileDescriptor? next))
            {
                if (!sent.Add(next.Name))
                    continue;
                response.FileDescriptorResponse.FileDescriptorProto.Add(next.SerializedData);
                foreach (FileDescriptor dependency in next.Dependencies)
                    open.Enqueue(dependency);
            }
        }

        private static void SetError(ServerReflectionResponse response, RpcStatusCode code, string message) =>
            response.ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message };

        private void AddSymbols(FileDescriptor file)
        {
            foreach (ServiceDescriptor service in file.Services)
            {
                _symbols.TryAdd(service.FullName, file);
                foreach (MethodDescriptor method in service.Methods)
                    _symbols.TryAdd(method.FullName, file);
            }
            foreach (EnumDescriptor type in file.EnumTypes)
                _symbols.TryAdd(type.FullName, file);
            Stack<MessageDescriptor> open = new(file.MessageTypes);
            while (open.TryPop(out MessageDescriptor? message))
            {
                _symbols.TryAdd(message.FullName, file);
                foreach (EnumDescriptor type in message.EnumTypes)
                    _symbols.TryAdd(type.FullName, file);
                foreach (MessageDescriptor nested in message.NestedTypes)
                    open.Push(nested);
            }
        }
    }
}
