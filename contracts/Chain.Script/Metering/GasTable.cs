using System.Security.Cryptography;
using System.Text;
using Chain.Script.Bytecode;

namespace Chain.Script.Metering;

/// <summary>
/// The gas schedule: one gas is about the time of one simple opcode. The compiler charges the opcodes of each basic block at its head by
/// this table; what depends on sizes, the operations charge themselves (<see cref="CoreGas"/>, the builtins' own tables).
/// </summary>
public static class GasTable
{
    /// <summary>What an opcode costs.</summary>
    public static int Cost(Opcode opcode) => opcode switch
    {
        Opcode.Gas => 0,
        Opcode.LoadConst or Opcode.LoadLocal or Opcode.StoreLocal or Opcode.LoadInt or Opcode.Pop or Opcode.Dup => 1,
        Opcode.NewCell or Opcode.BoxLocal or Opcode.CopyCell => 4,
        Opcode.LoadGlobal => 5,
        Opcode.TypeOfGlobal or Opcode.StoreGlobal => 16,
        Opcode.CreateArguments or Opcode.CreateRest => 20,
        Opcode.Div => 3,
        Opcode.Mod => 6,
        Opcode.Exp => 12,
        Opcode.Equal or Opcode.NotEqual or Opcode.StrictEqual or Opcode.StrictNotEqual => 2,
        Opcode.InstanceOf or Opcode.In => 5,
        Opcode.PrivateIn => 8,
        Opcode.ToString or Opcode.Concat => 6,
        Opcode.GetNamed or Opcode.GetMethodNamed => 3,
        Opcode.SetNamed => 4,
        Opcode.GetElement or Opcode.GetMethodElement => 3,
        Opcode.SetElement => 4,
        Opcode.DeleteNamed or Opcode.DeleteElement => 40,
        Opcode.ResolveKey or Opcode.ToPropertyKey => 4,
        Opcode.SuperBase or Opcode.GetSuperNamed or Opcode.GetSuperElement or Opcode.SetSuperNamed or Opcode.SetSuperElement => 8,
        Opcode.NewPrivateName => 8,
        Opcode.GetPrivate or Opcode.GetMethodPrivate or Opcode.SetPrivate => 6,
        Opcode.NewObject or Opcode.NewArray or Opcode.NewTemplateObject => 4,
        Opcode.ArrayPush => 4,
        Opcode.DefineNamed or Opcode.DefineElement => 8,
        Opcode.DefineMethod => 16,
        Opcode.SetPrototype => 20,
        Opcode.CopyProperties or Opcode.ObjectRest => 20,
        Opcode.NewClosure or Opcode.NewMethod => 10,
        Opcode.SetFunctionName => 16,
        Opcode.NewClass => 60,
        Opcode.SetClassFields or Opcode.AddClassPrivate => 10,
        Opcode.DefinePrivateMethod or Opcode.DefinePrivateField => 10,
        Opcode.InitInstance => 4,
        Opcode.Call or Opcode.New or Opcode.SuperCall => 3,
        Opcode.CallSpread or Opcode.NewSpread or Opcode.SuperCallSpread => 8,
        Opcode.Throw => 20,
        Opcode.ThrowError => 20,
        Opcode.IterMethod or Opcode.IterNextMethod => 5,
        Opcode.IterDone or Opcode.IterGet => 4,
        Opcode.IterNext => 5,
        Opcode.ForInStart => 20,
        Opcode.ForInNext => 8,
        Opcode.InitialYield => 30,
        Opcode.Yield or Opcode.YieldDelegate => 10,
        _ => 1,
    };

    /// <summary>What each item of a counted operand costs on top, and each capture of a closure.</summary>
    public static int CostPerItem(Opcode opcode) => opcode switch
    {
        Opcode.Concat => 4,
        Opcode.NewTemplateObject or Opcode.NewArray => 1,
        Opcode.Call or Opcode.New or Opcode.SuperCall => 1,
        Opcode.NewClosure or Opcode.NewMethod or Opcode.NewClass => 1,
        _ => 0,
    };

    /// <summary>The whole schedule as one text: what its hash is of.</summary>
    public static string CanonicalText()
    {
        var text = new StringBuilder();
        foreach (var opcode in Enum.GetValues<Opcode>())
            text.Append("opcode ").Append(opcode).Append(' ').Append(Cost(opcode)).Append(" per item ").Append(CostPerItem(opcode)).Append('\n');
        foreach (var (name, gas) in CoreGas.All)
            text.Append("core ").Append(name).Append(' ').Append(gas).Append('\n');
        foreach (var (name, value) in Numbers.BigIntGas.All)
            text.Append("bigint ").Append(name).Append(' ').Append(value).Append('\n');
        text.Append("memory bytes per gas ").Append(1 << MemoryCosts.BytesPerGasLog2).Append('\n');
        text.Append("memory bytes per further price ").Append(1 << MemoryCosts.FarBytesLog2).Append(" at most ").Append(MemoryCosts.FarStepsMax).Append('\n');
        foreach (var builtin in Builtins.BuiltinCosts.All)
            text.Append("builtin ").Append(builtin).Append('\n');
        return text.ToString();
    }

    /// <summary>SHA-256 of the canonical text: a changed schedule is another language version.</summary>
    public static byte[] Hash() => SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalText()));
}
