"""The patient: what can be known of the person who has the lesions."""

from __future__ import annotations

from facts.patient.bone_treatment import BoneTreatment
from facts.patient.cancer_treatment import CancerTreatment
from facts.patient.condition import Condition
from facts.patient.disease import Disease
from facts.patient.haemostasis import Haemostasis
from facts.patient.imaging import PatientImaging
from facts.patient.irradiation import PatientIrradiation
from facts.patient.laboratory import Laboratory
from facts.patient.meeting import PatientMeeting
from facts.patient.neurology import Neurology
from facts.patient.pathology import Pathology
from facts.patient.percutaneous import PatientPercutaneous
from facts.patient.surgery import PatientSurgery

__all__ = ["Patient"]


# Fields stand in the order of the bases, the last one first.
class Patient(
    PatientMeeting,
    PatientSurgery,
    Neurology,
    PatientPercutaneous,
    Haemostasis,
    BoneTreatment,
    PatientIrradiation,
    PatientImaging,
    Laboratory,
    Pathology,
    CancerTreatment,
    Disease,
    Condition,
):
    """Facts about the patient; each is unknown unless it is given.

    Examples
    --------
    >>> Patient(survival_months="3..12").survival_months.is_exact
    False
    """
