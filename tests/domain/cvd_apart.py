"""WHO's risk equations of 2019 for South-East Asia, written a second time from what was published, for the tests alone.

Nothing of the program is used: own constants, decimals of forty digits, and the steps in the order of the publication:
linear predictor, uncalibrated risk of each outcome, recalibrated risk, both joined. Coefficients and baseline survivals
were compared with a public Stata file of the model (2019); the recalibration of the laboratory model is tried against
the cells of WHO's printed chart. That of the other model has no second source here.
"""

from collections.abc import Mapping
from decimal import Decimal, localcontext

DIGITS = 40
PERCENT = 100
CENTRE = {"age": Decimal(60), "systolic": Decimal(120), "cholesterol": Decimal(6), "index": Decimal(25)}

LABORATORY = ("age", "cholesterol", "systolic", "diabetes", "smoker")
WITHOUT_LABORATORY = ("age", "index", "systolic", "smoker")
PUBLISHED = """
lab L
 .0719227 .2284944 .0132183 .6410114 .5638109 -.0045806 -.0001576 -.0124966 -.0182545 .9540108 -.16431674 1.09276223
 .0986578 .029526 .0222629 .6268712 .4981217 .00142 -.0004147 -.026302 -.0150561 .9849257 -.61451495 .66565758
lab P
 .1020713 .2050377 .015823 1.070358 1.053223 -.0051932 -.0001378 -.0234174 -.0332666 .9894159 -.44491601 .78449714
 .1056632 .0257782 .0206278 .8581998 .7443627 -.0021387 -.0004897 -.0209826 -.0200822 .9890569 -.80225074 .59550053
nonlab L
 .073593 .0337219 .0133937 .5954767 -.0010432 -.0001837 -.0200831 .9544258 -.15273957 1.16163421
 .097674 .0159518 .0227294 .4999862 -.0003516 -.0004374 -.0153895 .984826 -.65129262 .6442349
nonlab P
 .1049418 .0257616 .016726 1.093132 -.0006537 -.0001966 -.0343739 .9887124 -.4058024 .81467891
 .1046105 .0036406 .0216741 .7399405 -.0000129 -.0005311 -.0203997 .9885706 -.71489072 .60943484
""".strip().splitlines()
"""Model and sex, then coronary disease and stroke: factors, factors times age, survival and two of recalibration."""


def percent(model: str, sex: str, measured: Mapping[str, Decimal]) -> Decimal:
    """Return the risk in percent: age in years, systolic in mmHg, cholesterol in mmol/L or index in kg/m2, 0 or 1."""
    names = LABORATORY if model == "lab" else WITHOUT_LABORATORY
    with localcontext() as context:
        context.prec = DIGITS
        free_of = Decimal(1)
        at = PUBLISHED.index(f"{model} {sex}")
        for line in PUBLISHED[at + 1 : at + 3]:
            free_of *= 1 - _risk(names, [Decimal(number) for number in line.split()], measured)
        return PERCENT * (1 - free_of)


def _risk(names: tuple[str, ...], numbers: list[Decimal], measured: Mapping[str, Decimal]) -> Decimal:
    from_centre = [measured[name] - CENTRE.get(name, Decimal(0)) for name in names]
    factors, with_age = numbers[: len(names)], numbers[len(names) : 2 * len(names) - 1]
    survival, shift, slope = numbers[-3:]
    predictor = sum((factor * value for factor, value in zip(factors, from_centre, strict=True)), Decimal(0))
    age, *others = from_centre
    predictor += age * sum((factor * value for factor, value in zip(with_age, others, strict=True)), Decimal(0))
    uncalibrated = 1 - survival ** predictor.exp()
    return 1 - (-(shift + slope * (-(1 - uncalibrated).ln()).ln()).exp()).exp()
