using Chain.Script.Hosting;
using Chain.Script.Tests.Execution;

namespace Chain.Script.Tests.Hosting;

public sealed class ObserverTests
{
    [Theory]
    [InlineData("let s = 0; for (let i = 0; i < 5; i++) { s += i; } s")]
    [InlineData("function f(n) {\n  return n < 2 ? n : f(n - 1) + f(n - 2);\n}\nf(7)")]
    [InlineData("function* g() { try { yield 1; yield 2; } finally { missing; } } try { for (const x of g()) { if (x === 1) break; } } catch (e) { e.message }")]
    [InlineData("class A { #x = 1; get x() { return this.#x; } } [1, 2].map(v => new A().x + v).join()")]
    [InlineData("const f = () => f(); f()")]
    [InlineData("for (;;);")]
    public void A_watched_run_gives_the_same_result(string source)
    {
        var alone = Scripts.Run(source, gas: 300_000);
        var watched = Scripts.Run(source, gas: 300_000, observer: new Recorder());
        Assert.Equal((alone.Status, alone.Value.ToString(), alone.Error, alone.GasUsed, alone.MemoryUsed), (watched.Status, watched.Value.ToString(), watched.Error, watched.GasUsed, watched.MemoryUsed));
    }

    [Fact]
    public void Statements_are_told_with_their_lines_and_variables()
    {
        var recorder = new Recorder();
        Scripts.Run("let a = 1;\nlet b = a + 1;\nfunction f(x) {\n  const y = x * 2;\n  return y;\n}\nf(b);", observer: recorder);
        Assert.Equal([1, 2, 7, 4, 5], recorder.Lines);
        Assert.Contains("5: x=2 y=4", recorder.Variables);
    }

    [Fact]
    public void Every_function_that_is_entered_is_left()
    {
        var recorder = new Recorder();
        Scripts.Run("function* g() { yield 1; } const f = n => { if (n === 0) throw 1; f(n - 1); }; try { f(3); } catch (e) { } [...g()]; [1].map(x => x)", observer: recorder);
        Assert.Equal(recorder.Entered, recorder.Left);
        Assert.True(recorder.Entered >= 8);
    }

    private sealed class Recorder : IObserver
    {
        internal List<int> Lines { get; } = [];

        internal List<string> Variables { get; } = [];

        internal int Entered { get; private set; }

        internal int Left { get; private set; }

        public void OnStatement(in FrameView frame)
        {
            Lines.Add(frame.Position.Line);
            Variables.Add($"{frame.Position.Line}: {string.Join(' ', frame.Locals().Select(local => $"{local.Key}={local.Value}"))}");
        }

        public void OnEnter(in FrameView frame) => Entered++;

        public void OnLeave(in FrameView frame) => Left++;
    }
}
