"""Rows of what the project earns and spends while it runs, its taxes and its profit."""

from typing import Final

from storage_model.words.formulas import by_policies
from storage_model.words.formulas.formula import Formula, given, running, settled, total

_R, _C, _O, _P, _D = "revenue_and_taxes", "total_cost", "write_offs", "profit_and_distribution", "debt_service"
_E = "investment_estimate"
_ROWS, _TAX = "projects.{project}.investment.*", "projects.{project}.tax"
_SHARE = "projects.{project}.distribution"


def _category(name: str, zh: str, en: str) -> Formula:
    words = f"{zh}，不含税", f"{en}, no VAT"
    return settled(*words, streams=name)


def _added(asset_class: str, zh: str, en: str, *rows: str) -> Formula:
    return given(_O, zh, en, *rows, inputs=(f"{_ROWS}.amount_yuan?asset_class={asset_class}",))


def _charge(asset_class: str, added: str) -> Formula:
    zh = "原值按年限与残值率分摊，自投用次年起"
    en = "original value spread by life and residual share, from the year after use begins"
    terms = (f"{_ROWS}.{name}?asset_class={asset_class}" for name in ("life_years", "residual_frac", "method"))
    return given(_O, zh, en, added, inputs=(*terms, *by_policies.WRITE_OFF))


OPERATION: Final[dict[str, Formula]] = {
    f"{_R}.revenue_with_vat": total(_R, "+revenue_*"),
    f"{_R}.revenue_ex_vat": total(_R, "+revenue_with_vat", "-output_vat"),
    f"{_R}.taxes_and_surcharges": total(_R, "+surcharges", "+other_taxes"),
    f"{_R}.surcharges": given(
        _R, "（应纳增值税 − 以前年度留抵退税，抵减完为止）× 附加税率",
        "(VAT paid − credit refunded before, until used up) × rate of the surcharges", "vat_payable",
        inputs=(f"{_TAX}.surtax_frac",),
    ),
    f"{_R}.other_taxes": given(
        _R, "输入：固定金额 + 收入比例 + 固定资产原值比例", "input: amount + share of revenue + share of fixed assets",
        "revenue_ex_vat", inputs=(f"{_TAX}.other_taxes.*",),
    ),
    f"{_R}.output_vat": given(
        _R, "各收支项含税收入 × 税率 ÷ (1 + 税率)", "each stream including VAT × rate / (1 + rate)", "revenue_with_vat"
    ),
    f"{_R}.input_vat": given(
        _R, "经营成本与维持运营投资所含进项税", "VAT inside operating cost and sustaining investment",
        "financial_plan_cash_flow.running_input_vat",
    ),
    f"{_R}.deductible_input_vat": total(_R, f"+{_E}.deductible_input_vat"),
    f"{_R}.opening_vat_credit": total(_R, "+<closing_vat_credit"),
    f"{_R}.vat_payable": given(
        _R, "销项税 − 进项税 − 可抵扣进项税 − 期初留抵，不小于零",
        "output − input − investment's VAT − credit, at least zero",
        "+output_vat", "-input_vat", "-deductible_input_vat", "-opening_vat_credit",
    ),
    f"{_R}.vat_credit_refunded": given(
        _R, "期末留抵 × 退税比例", "credit at the year's end × share refunded", "opening_vat_credit",
        inputs=(f"{_TAX}.vat_credit", *by_policies.CREDIT),
    ),
    f"{_R}.closing_vat_credit": running(
        _R, "closing_vat_credit", "+input_vat", "+deductible_input_vat", "-output_vat", "+vat_payable",
        "-vat_credit_refunded",
    ),
    f"{_R}.vat_refunded_on_levy": given(
        _R, "应纳增值税 × 即征即退比例（× 退税收入占销项税比例）",
        "VAT paid × share refunded at once (× share of output VAT that is refunded)", "vat_payable",
        inputs=(f"{_TAX}.vat_refund_on_levy_frac", *by_policies.LEVY),
    ),
    f"{_C}.materials_cost": _category("materials", "外购材料", "materials"),
    f"{_C}.fuel_and_power_cost": _category("fuel_and_power", "计量电费、费用与燃料", "metered energy, fees and fuel"),
    f"{_C}.staff_cost": _category("staff", "工资及福利", "pay and contributions"),
    f"{_C}.repair_cost": _category("repairs", "运行维护与修理", "operation, upkeep and repair"),
    f"{_C}.other_cost": _category("other", "保险、管理、考核及其他", "insurance, management, penalties and other"),
    f"{_C}.operating_cost_ex_vat": total(
        _C, "+materials_cost", "+fuel_and_power_cost", "+staff_cost", "+repair_cost", "+other_cost"
    ),
    f"{_C}.depreciation": total(_C, f"+{_O}.depreciation"),
    f"{_C}.amortisation": total(_C, f"+{_O}.intangible_amortisation", f"+{_O}.other_amortisation"),
    f"{_C}.interest_expense": total(
        _C, f"+{_D}.long_term_interest", f"+{_D}.working_capital_interest", f"+{_D}.short_term_interest"
    ),
    f"{_C}.expensed_sustaining_investment": given(
        _C, "输入：不形成资产的维持运营投资与拆除，不含税",
        "input: what is spent on the plant and forms no asset, no VAT",
        inputs=("projects.{project}.sustaining_investment.*", "projects.{project}.decommissioning.*"),
    ),
    f"{_C}.total_cost": total(
        _C, "+operating_cost_ex_vat", "+depreciation", "+amortisation", "+interest_expense",
        "+expensed_sustaining_investment",
    ),
    f"{_C}.variable_cost": given(
        _C, "随计量电量变化的经营成本（不含需量电费、考核费用）",
        "operating cost that moves with the energy metered, without demand charge and penalties",
        streams="variable",
    ),
    f"{_C}.fixed_cost": total(_C, "+total_cost", "-variable_cost"),
    f"{_O}.fixed_assets_added": _added(
        "fixed", "形成固定资产的投资 + 建设期利息 − 冲减补助 + 资本化的维持运营投资（不含税）",
        "investment that forms fixed assets + interest − grants + sustaining investment that forms assets, no VAT",
        f"{_E}.fixed_assets_formed", "construction_interest.interest_during_construction",
        "project_cash_flow.sustaining_investment",
    ),
    f"{_O}.depreciation": _charge("fixed", "fixed_assets_added"),
    f"{_O}.closing_fixed_assets": running(
        _O, "closing_fixed_assets", "+fixed_assets_added", "-depreciation", "-<equity_cash_flow.recovered_fixed_assets"
    ),
    f"{_O}.depreciation_before_interest": given(
        _O, "同上，不含建设期利息", "the same without interest during construction", f"{_E}.fixed_assets_formed",
        "project_cash_flow.sustaining_investment",
        inputs=(
            *(f"{_ROWS}.life_years?asset_class=fixed", f"{_ROWS}.residual_frac?asset_class=fixed"),
            *by_policies.WRITE_OFF,
        ),
    ),
    f"{_O}.intangible_assets_added": _added(
        "intangible", "形成无形资产的投资", "investment that forms intangible assets", f"{_E}.intangible_assets_formed"
    ),
    f"{_O}.intangible_amortisation": _charge("intangible", "intangible_assets_added"),
    f"{_O}.closing_intangible_assets": given(
        _O, "原值 − 累计摊销", "original value − amortisation so far",
        "intangible_assets_added", "-intangible_amortisation",
    ),
    f"{_O}.other_assets_added": _added(
        "other", "形成其他资产的投资", "investment that forms other assets", f"{_E}.other_assets_formed"
    ),
    f"{_O}.other_amortisation": _charge("other", "other_assets_added"),
    f"{_O}.closing_other_assets": given(
        _O, "原值 − 累计摊销", "original value − amortisation so far", "other_assets_added", "-other_amortisation"
    ),
    f"{_P}.revenue_ex_vat": total(_P, f"+{_R}.revenue_ex_vat"),
    f"{_P}.taxes_and_surcharges": total(_P, f"+{_R}.taxes_and_surcharges"),
    f"{_P}.total_cost": total(_P, f"+{_C}.total_cost"),
    f"{_P}.other_income": given(
        _P, "补贴 − 退回的超额收益 + 递延收益转入 + 增值税即征即退",
        "subsidies − what is given back + deferred grants released + VAT refunded on levy",
        f"{_R}.vat_refunded_on_levy",
        inputs=(
            *("projects.{project}.subsidies.*", "projects.{project}.grants.*"),
            *(*by_policies.CLAWBACK, *by_policies.GRANTED, *by_policies.GRANT_EARNED),
        ),
    ),
    f"{_P}.profit_before_tax": total(_P, "+revenue_ex_vat", "-taxes_and_surcharges", "-total_cost", "+other_income"),
    f"{_P}.untaxed_income": given(
        _P, "不计入应纳税所得额的补贴、递延收益转入与退税",
        "subsidies, grants released and refunds that bear no income tax", "other_income",
        inputs=(
            *(f"{_TAX}.vat_refund_taxable", "projects.{project}.subsidies.*.taxable"),
            *("projects.{project}.grants.*.taxable", *by_policies.UNTAXED),
        ),
    ),
    f"{_P}.losses_made_up": given(
        _P, "弥补以前年度亏损，先发生先弥补，不超过年限",
        "earlier losses set against profit, oldest first, within the years allowed",
        "profit_before_tax", "untaxed_income",
        inputs=(f"{_TAX}.loss_carry_forward_years", *by_policies.LOSSES),
    ),
    f"{_P}.taxable_profit": given(
        _P, "利润总额 − 不征税和免税收入 − 弥补亏损，不小于零",
        "profit − untaxed income − losses made up, at least zero",
        "+profit_before_tax", "-untaxed_income", "-losses_made_up",
    ),
    f"{_P}.income_tax": given(
        _P, "应纳税所得额 × 税率（含减免）", "taxable profit × rate, holidays included", "taxable_profit",
        inputs=(f"{_TAX}.income_tax_frac", f"{_TAX}.holiday.*", *by_policies.INCOME_TAX),
    ),
    f"{_P}.net_profit": total(_P, "+profit_before_tax", "-income_tax"),
    f"{_P}.opening_undistributed_profit": total(_P, "+<closing_undistributed_profit"),
    f"{_P}.opening_and_net_profit": total(_P, "+opening_undistributed_profit", "+net_profit"),
    f"{_P}.statutory_reserve": given(
        _P, "(净利润，弥补亏损后) × 提取比例，至资本的上限",
        "net profit after losses × share, up to its share of capital",
        "net_profit", inputs=(f"{_SHARE}.statutory_reserve_frac", f"{_SHARE}.reserve_cap_frac"),
    ),
    f"{_P}.profit_for_investors": total(_P, "+opening_and_net_profit", "-statutory_reserve"),
    f"{_P}.discretionary_reserve": given(
        _P, "(净利润，弥补亏损后) × 提取比例", "net profit after losses × share", "net_profit",
        inputs=(f"{_SHARE}.discretionary_reserve_frac",),
    ),
    f"{_P}.dividends": given(
        _P, "(可分配 − 公积金) × 分红比例，不超过偿债后现金",
        "(distributable − reserves) × payout, at most the cash left",
        "profit_for_investors", "discretionary_reserve", inputs=(f"{_SHARE}.payout_frac", f"{_SHARE}.while_in_debt"),
    ),
    f"{_P}.closing_undistributed_profit": total(_P, "+profit_for_investors", "-discretionary_reserve", "-dividends"),
    f"{_P}.ebit": total(_P, "+ebitda", f"-{_C}.depreciation", f"-{_C}.amortisation"),
    f"{_P}.ebitda": total(
        _P, "+revenue_ex_vat", "+other_income", "-taxes_and_surcharges", f"-{_C}.operating_cost_ex_vat",
        f"-{_C}.expensed_sustaining_investment",
    ),
}  # fmt: skip
