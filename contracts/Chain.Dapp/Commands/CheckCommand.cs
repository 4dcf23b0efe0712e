using System.Globalization;
using Chain.Contracts;
using Chain.Dapp.Inspecting;
using Chain.Dapp.Testing;

namespace Chain.Dapp.Commands;

/// <summary><c>check FILE</c>: is it a contract that a network takes, what is its interface, what does deploying it cost?</summary>
internal sealed class CheckCommand(string path, Output output)
{
    public int Run()
    {
        IReadOnlyList<string> files = Find();
        if (files.Count == 0)
            return output.Failure(ExitCode.NotFound, new Problem("FILE", Directory.Exists(path) ? $"there are no contracts in '{path}'" : $"there is no '{path}'", "", "Give the path of a JavaScript file, or a folder of them."));
        var problems = new List<Problem>();
        var checkedFiles = new List<object>();
        foreach (string file in files)
        {
            ContractFile contract = ContractFiles.Load(ContractFiles.Shown(file), File.ReadAllBytes(file));
            if (ProblemIn(contract) is { } problem)
            {
                problems.Add(problem);
                if (!output.IsJson)
                    output.Failure(ExitCode.Refused, problem);
                continue;
            }
            DeploymentCost cost = DeploymentCost.Of(contract);
            checkedFiles.Add(Data(contract, cost));
            if (!output.IsJson)
                Describe(contract, cost);
        }
        if (output.IsJson)
            Output.Envelope(new { contracts = checkedFiles }, problems);
        return problems.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    /// <summary>Why a source is refused, with its line.</summary>
    public static Problem ProblemOf(ContractFile file)
    {
        ContractFault fault = file.Fault!;
        string where = fault.Line > 0 ? $"{file.Path}:{fault.Line}:{fault.Column}" : file.Path;
        return new Problem(fault.Code, $"{where}: {fault.Message}", SourceExcerpt.Of(file.Text, fault.Line, fault.Column), "");
    }

    // Tools compile with `console`; a network does not.
    private static Problem? ProblemIn(ContractFile file)
    {
        if (file.Fault is not null)
            return ProblemOf(file);
        ContractCompiler.Compile(file.Utf8, new ContractCompileOptions(), out ContractFault? fault);
        return fault is null ? null : ProblemOf(file with { Fault = fault }) with { Next = "console.log is for `dapp test` and `dapp node`: a network refuses it." };
    }

    private static void Describe(ContractFile file, DeploymentCost cost)
    {
        Paint paint = Paint.OfOutput();
        ContractAbi abi = file.Code!.Abi;
        Console.Out.WriteLine($"{file.Path}: {paint.Good("a contract")}, {paint.Strong(abi.Name)}");
        if (abi.Description.Length > 0)
            Console.Out.WriteLine($"  {abi.Description.Split('\n')[0]}");
        Section("state", abi.State.Select(field => field.ToString()));
        Section("init", abi.Init is { } init ? [Signature(init)] : []);
        Section("methods", abi.Methods.Select(Signature));
        Section("events", abi.Events.Select(one => one.Signature));
        Section("takes", [abi.Receives ? "plain transfers (static receives = true)" : "no plain transfers"]);
        Section("source", [$"{Number((ulong)file.Utf8.Length)} of {Number(Types.ProtocolLimits.ContractSourceBytesMax)} bytes, hash {file.Hash}"]);
        Section("deploying", [cost.Text]);
    }

    private static string Signature(AbiMethod method)
    {
        string[] marks = [.. new[] { (method.IsView, "view"), (method.IsPayable, "payable"), (method.IsReentrant, "reentrant") }.Where(mark => mark.Item1).Select(mark => mark.Item2)];
        return marks.Length == 0 ? method.Signature : $"{method.Signature}   {string.Join(", ", marks)}";
    }

    private static void Section(string name, IEnumerable<string> lines)
    {
        bool isFirst = true;
        foreach (string line in lines)
        {
            Console.Out.WriteLine($"  {(isFirst ? name : ""),-10} {line}");
            isFirst = false;
        }
    }

    private static object Data(ContractFile file, DeploymentCost cost) => new
    {
        file = file.Path,
        name = file.Code!.Abi.Name,
        hash = file.Hash.ToString(),
        bytes = file.Utf8.Length,
        methods = file.Code.Abi.Methods.Select(method => method.Signature),
        events = file.Code.Abi.Events.Select(one => one.Signature),
        deployGas = cost.Gas,
        deployFeeMin = cost.Fee.Grains.ToString(CultureInfo.InvariantCulture),
        initFails = cost.InitFailure,
    };

    private static string Number(ulong number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private List<string> Find()
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            return [];
        return [.. Directory.EnumerateFiles(path, "*.js", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden, IgnoreInaccessible = true })
            .Where(file => !file.EndsWith(".test.js", StringComparison.Ordinal) && !Path.GetRelativePath(path, file).Split('/').Contains("node_modules", StringComparer.Ordinal))
            .Order(StringComparer.Ordinal)];
    }
}
