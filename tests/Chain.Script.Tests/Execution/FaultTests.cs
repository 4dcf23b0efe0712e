using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Tests.Execution;

public sealed class FaultTests
{
    public static TheoryData<Type> Defects =>
    [
        typeof(IndexOutOfRangeException), typeof(InvalidCastException), typeof(NullReferenceException), typeof(ArgumentException), typeof(DivideByZeroException),
        typeof(InvalidOperationException), typeof(KeyNotFoundException),
    ];

    [Theory]
    [MemberData(nameof(Defects))]
    public void A_defect_takes_all_the_gas_and_no_handler_sees_it(Type defect)
    {
        var result = Break("try { broken(); } catch (e) { } finally { } 1", (Exception)Activator.CreateInstance(defect)!);
        Assert.Equal((RunStatus.InternalFault, Scripts.Gas), (result.Status, result.GasUsed));
        Assert.IsType(defect, result.Fault);
    }

    [Fact]
    public void What_a_defect_looked_like_is_not_in_its_error()
    {
        var result = Break("broken()", new InvalidOperationException("secret of the host"));
        Assert.Equal(("InternalFault", 1), (result.Error!.Code, result.Error.Line));
        Assert.DoesNotContain("secret", result.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_invariant_is_a_defect() =>
        Assert.Equal(RunStatus.InternalFault, Break("[1].map(() => broken())", (Exception)Invariant.Unreachable()).Status);

    [Fact]
    public void A_failure_of_the_environment_goes_through() =>
        Assert.Throws<IOException>(() => Break("try { broken(); } catch (e) { }", new IOException("disk")));

    private static RunResult Break(string source, Exception defect)
    {
        return Scripts.RunWith(source, new Dictionary<string, NativeCode>(StringComparer.Ordinal) { ["broken"] = Broken });

        Value Broken(Machine machine, in Arguments arguments) => throw defect;
    }
}
