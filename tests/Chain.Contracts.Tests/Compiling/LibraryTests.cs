namespace Chain.Contracts.Tests.Compiling;

public class LibraryTests
{
    public static TheoryData<string> Sources()
    {
        var data = new TheoryData<string>();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "library"), "*.js").Order(StringComparer.Ordinal))
            data.Add(Path.GetFileName(file));
        return data;
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Every_contract_of_the_library_compiles(string file)
    {
        ContractCode code = Compile.Accepted(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "library", file)));
        Assert.NotEmpty(code.Abi.Methods);
        Assert.NotEqual("", code.Abi.Description);
    }
}
