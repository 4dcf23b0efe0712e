using System.Text;

namespace Chain.Contracts.Tests.Compiling;

/// <summary>Compiles sources for tests.</summary>
internal static class Compile
{
    public static ContractCode Accepted(string source)
    {
        ContractCode? code = ContractCompiler.Compile(Encoding.UTF8.GetBytes(source), ContractCompileOptions.Network, out ContractFault? fault);
        Assert.Null(fault);
        return code!;
    }

    public static ContractFault Refused(string source) => Refused(Encoding.UTF8.GetBytes(source));

    public static ContractFault Refused(byte[] source)
    {
        ContractCode? code = ContractCompiler.Compile(source, ContractCompileOptions.Network, out ContractFault? fault);
        Assert.Null(code);
        return fault!;
    }
}
