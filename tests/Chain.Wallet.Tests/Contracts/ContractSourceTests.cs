using System.Text;
using Chain.Contracts;
using Chain.Wallet.Contracts;

namespace Chain.Wallet.Tests.Contracts;

public class ContractSourceTests
{
    [Fact]
    public void A_file_that_is_no_contract_is_refused_with_its_place_and_line()
    {
        byte[] source = Encoding.UTF8.GetBytes("import { Contract } from 'chain';\nexport default class A extends Contract {\n  count = 0;\n}\n");
        WalletProblem problem = Assert.Throws<WalletException>(() => ContractSource.Check(source, "a.js")).Problem;
        Assert.Equal((ProblemKind.Usage, "contract-source"), (problem.Kind, problem.Code));
        Assert.StartsWith("a.js:3:3: ", problem.Message, StringComparison.Ordinal);
        Assert.Equal(["3 |   count = 0;", "  |   ^"], problem.Excerpt);
    }

    [Fact]
    public void What_a_node_shows_has_the_hash_that_the_chain_stores_it_under()
    {
        KnownContract contract = Shop.At(Make.Address(5));
        Assert.Equal(("Shop", ContractCompiler.HashOf(Shop.Bytes)), (contract.Abi.Name, contract.CodeHash));
        Assert.Null(ContractSource.Read(default, Encoding.UTF8.GetBytes("nothing")));
    }

    [Fact]
    public void A_contract_that_prints_is_left_to_the_node() =>
        Assert.NotNull(ContractSource.Check(Encoding.UTF8.GetBytes("import { Contract } from 'chain'; export default class A extends Contract { init() { console.log(1); } }"), "a.js"));
}
