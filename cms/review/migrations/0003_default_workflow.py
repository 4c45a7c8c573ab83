"""Who may sign off, and the way of an article: a writer sends it, a clinician signs it off, a publisher publishes it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Model

from cms.users.roles import ADMINISTRATOR, PUBLISHER, REVIEWER, grant

WORKFLOW = "Clinical review, then publication"
REVIEW, PUBLICATION = "Clinical review", "Publication"
WAGTAILS_OWN = "Moderators approval"


def make_workflow(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    grant(apps, REVIEWER, ["cms_review.signoff.sign_off"])
    grant(apps, ADMINISTRATOR, ["cms_review.signoff.record_review"])

    core = {name: apps.get_model("wagtailcore", name) for name in ("Page", "Task", "Workflow", "WorkflowPage", "WorkflowTask")}
    root = core["Page"].objects.get(depth=1)
    present = core["WorkflowPage"].objects.filter(page=root).select_related("workflow").first()
    if present and present.workflow.name != WAGTAILS_OWN:
        return  # the installation has a way of its own
    workflow, created = core["Workflow"].objects.get_or_create(name=WORKFLOW)
    if created:
        for order, task in enumerate((_review(apps), _publication(apps))):
            core["WorkflowTask"].objects.create(workflow=workflow, task=task, sort_order=order)
    core["WorkflowPage"].objects.update_or_create(page=root, defaults={"workflow": workflow})
    unused = core["Workflow"].objects.filter(name=WAGTAILS_OWN, workflow_states__isnull=True, workflow_pages__isnull=True)
    if unused:
        unused.delete()
        core["Task"].objects.filter(name=WAGTAILS_OWN, workflow_tasks__isnull=True, task_states__isnull=True).delete()


def _review(apps: Apps) -> Model:
    return _base(apps, apps.get_model("cms_review", "ClinicalReviewTask").objects.create(
        name=REVIEW, content_type=_type(apps, "cms_review", "clinicalreviewtask")
    ))


def _publication(apps: Apps) -> Model:
    task = apps.get_model("wagtailcore", "GroupApprovalTask").objects.create(
        name=PUBLICATION, content_type=_type(apps, "wagtailcore", "groupapprovaltask")
    )
    task.groups.set(apps.get_model("auth", "Group").objects.filter(name__in=[PUBLISHER, ADMINISTRATOR]))
    return _base(apps, task)


def _base(apps: Apps, task: Model) -> Model:
    return apps.get_model("wagtailcore", "Task").objects.get(pk=task.pk)


def _type(apps: Apps, app: str, model: str) -> Model:
    return apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)[0]


class Migration(migrations.Migration):
    dependencies = [
        ("cms_review", "0002_workflow_task"),
        ("cms_users", "0002_roles"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(make_workflow, migrations.RunPython.noop)]
