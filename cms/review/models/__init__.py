from cms.review.models.reviewed import Reviewed as Reviewed
from cms.review.models.sign_off import Approval as Approval
from cms.review.models.sign_off import SignOff as SignOff
from cms.review.models.task import ClinicalReviewTask as ClinicalReviewTask
from cms.review.models.task import ClinicalReviewTaskState as ClinicalReviewTaskState
